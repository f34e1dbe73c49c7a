//! Codes (代码): a closed list whose members have a stored code and a Chinese label.

#[doc(hidden)]
pub use serde;

/// 代码表: implemented by [`codes!`](crate::codes) only.
pub trait Coded: Copy + Sized + 'static {
    /// Every member, in the order of the law.
    const ALL: &'static [Self];
    /// The stored code: short ASCII, never changed once stored.
    fn code(self) -> &'static str;
    /// What people read.
    fn label(self) -> &'static str;
    /// The member with this code, or nothing.
    fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|one| one.code() == code)
    }
}

/// Writes an enum of codes: `codes! { /// 阶段 pub enum Stage { Draft = "draft" => "草稿", … } }`.
#[macro_export]
macro_rules! codes {
    ($(#[$meta:meta])* $vis:vis enum $name:ident { $($(#[$vmeta:meta])* $variant:ident = $code:literal => $label:literal),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        $vis enum $name { $($(#[$vmeta])* $variant),+ }
        impl $crate::Coded for $name {
            const ALL: &'static [Self] = &[$(Self::$variant),+];
            fn code(self) -> &'static str { match self { $(Self::$variant => $code),+ } }
            fn label(self) -> &'static str { match self { $(Self::$variant => $label),+ } }
        }
        impl $crate::coded::serde::Serialize for $name {
            fn serialize<S: $crate::coded::serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
                s.serialize_str($crate::Coded::code(*self))
            }
        }
        impl<'de> $crate::coded::serde::Deserialize<'de> for $name {
            fn deserialize<D: $crate::coded::serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
                let code = <std::borrow::Cow<'de, str> as $crate::coded::serde::Deserialize>::deserialize(d)?;
                <Self as $crate::Coded>::from_code(&code)
                    .ok_or_else(|| $crate::coded::serde::de::Error::custom(format!("unknown {} code: {code}", stringify!($name))))
            }
        }
        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str($crate::Coded::label(*self))
            }
        }
    };
}
