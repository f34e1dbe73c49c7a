//! Rich text (正文): Markdown or HTML as written, made safe for a page. Only this file makes a [`Rich`].

use ammonia::Builder;
use pulldown_cmark::{Options, Parser, html};

/// Text that is safe to put on a page as it is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Rich(String);

impl Rich {
    /// From Markdown with tables and footnotes; HTML inside is kept as far as it is safe.
    #[must_use]
    pub fn from_markdown(text: &str) -> Self {
        let mut out = String::with_capacity(text.len() * 3 / 2);
        html::push_html(
            &mut out,
            Parser::new_ext(
                text,
                Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_FOOTNOTES,
            ),
        );
        Self::from_html(&out)
    }
    /// From HTML: scripts, styles, frames, forms and every handler are taken out.
    #[must_use]
    pub fn from_html(text: &str) -> Self {
        let mut builder = Builder::default();
        builder
            .rm_tags(["img", "map", "area", "form", "input"])
            .link_rel(Some("noopener noreferrer nofollow"))
            .url_schemes(["http", "https", "mailto", "tel"].into())
            .add_tag_attributes("td", ["rowspan", "colspan"])
            .add_tag_attributes("th", ["rowspan", "colspan", "scope"]);
        Self(builder.clean(text).to_string())
    }
    /// As HTML.
    #[must_use]
    pub fn as_html(&self) -> &str {
        &self.0
    }
    /// The words alone, for the index and for checks.
    #[must_use]
    pub fn plain(&self) -> String {
        let spaced = self
            .0
            .replace("</p>", "</p>\n")
            .replace("<br>", "\n")
            .replace("</td>", "</td> ")
            .replace("</li>", "</li>\n");
        let bare = Builder::empty().clean(&spaced).to_string();
        bare.replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&nbsp;", " ")
            .replace("&quot;", "\"")
            .replace("&amp;", "&")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_runs_survives() {
        let hostile = "<script>alert(1)</script><p onclick=x>甲</p><a href=\"javascript:x\">乙</a><iframe src=//e></iframe><img src=x onerror=y><svg onload=z>";
        let html = Rich::from_html(hostile);
        for bad in ["script", "onclick", "javascript", "iframe", "onerror", "onload", "img"] {
            assert!(!html.as_html().contains(bad), "{bad} in {}", html.as_html());
        }
        assert!(html.as_html().contains('甲'));
    }

    #[test]
    fn markdown_tables_become_tables() {
        let rich = Rich::from_markdown("| 项目 | 金额 |\n|---|---|\n| 低保 | 100 |\n");
        assert!(rich.as_html().contains("<table>") && rich.as_html().contains("<td>低保</td>"));
        assert!(rich.plain().contains("低保"));
    }
}
