//! Rich text (正文): Markdown or HTML as written, made safe for a page. Only this file makes a [`Rich`].

use ammonia::Builder;
use pulldown_cmark::{Options, Parser, html};

/// Text that is safe to put on a page as it is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Rich {
    html: String,
    images: usize,
}

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
        let images = text.to_ascii_lowercase().matches("<img").count();
        Self { html: below_the_title(&builder.clean(text).to_string()), images }
    }
    /// As HTML.
    #[must_use]
    pub fn as_html(&self) -> &str {
        &self.html
    }
    /// The words alone, for the index and for checks.
    #[must_use]
    pub fn plain(&self) -> String {
        let spaced = self
            .html
            .replace("</p>", "</p>\n")
            .replace("<br>", "\n")
            .replace("</td>", "</td> ")
            .replace("</li>", "</li>\n");
        let bare = Builder::empty().clean(&spaced).to_string();
        unescaped(&bare)
    }
    /// Where its links lead, in their order.
    #[must_use]
    pub fn links(&self) -> Vec<String> {
        // As the sanitiser writes them.
        let behind = self.html.split("<a href=\"").skip(1);
        behind.filter_map(|rest| rest.split('"').next()).map(unescaped).collect()
    }
    /// How many pictures were written into it; a page leaves them out.
    #[must_use]
    pub fn images(&self) -> usize {
        self.images
    }
}

/// Text as it reads, from text as the sanitiser escapes it.
fn unescaped(text: &str) -> String {
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&nbsp;", " ")
        .replace("&quot;", "\"")
        .replace("&amp;", "&")
}

/// The page's title is its one `h1`: headings of a body begin at `h2` and go down one level at a time, whatever levels were
/// written. `html` is as the sanitiser writes it: lower case, attributes in double quotes, every heading closed.
fn below_the_title(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let (mut levels, mut open, mut rest) = (Vec::new(), Vec::new(), html);
    while let Some((before, from)) = rest.split_once('<') {
        let (tag, after) = from.split_at(tag_length(from));
        out.push_str(before);
        if let Some((level, attributes)) = heading(tag) {
            while levels.pop_if(|above| *above >= level).is_some() {}
            levels.push(level);
            let depth = (levels.len() + 1).min(6);
            open.push(depth);
            out.push_str(&format!("<h{depth}{attributes}"));
        } else if let Some(depth) = tag.strip_prefix('/').and_then(heading).and_then(|_| open.pop()) {
            out.push_str(&format!("</h{depth}>"));
        } else {
            out.push('<');
            out.push_str(tag);
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

/// The level written in a tag of a heading, and what follows it.
fn heading(tag: &str) -> Option<(u8, &str)> {
    let (digit, after) = tag.strip_prefix('h')?.split_at_checked(1)?;
    let level = digit.parse().ok().filter(|level| (1..=6).contains(level))?;
    after.starts_with(['>', ' ']).then_some((level, after))
}

/// How many bytes a tag has from behind its `<` to its `>`, which does not end it within quotes.
fn tag_length(from: &str) -> usize {
    let mut quoted = false;
    for (at, one) in from.bytes().enumerate() {
        match one {
            b'"' => quoted = !quoted,
            b'>' if !quoted => return at + 1,
            _ => {}
        }
    }
    from.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_of_a_body_stand_below_the_title_of_its_page() {
        let rich = Rich::from_markdown("# 总则\n\n## 目的\n\n#### 细则\n\n# 附则\n");
        let html = rich.as_html();
        assert_eq!(
            html.lines().filter(|line| !line.is_empty()).collect::<Vec<_>>(),
            ["<h2>总则</h2>", "<h3>目的</h3>", "<h4>细则</h4>", "<h2>附则</h2>"]
        );
        assert_eq!(Rich::from_html("<h3>甲</h3><h2>乙</h2>").as_html(), "<h2>甲</h2><h2>乙</h2>");
        assert_eq!(
            Rich::from_html("<p title=\"<h1>\">a&lt;h1&gt;</p><hr><H1 lang=zh>甲</H1>").as_html(),
            Rich::from_html("<p title=\"<h1>\">a&lt;h1&gt;</p><hr><h2 lang=zh>甲</h2>").as_html(),
        );
    }

    #[test]
    fn no_body_has_a_title_or_skips_a_level() {
        for number in 0..6_u32.pow(4) {
            let levels: Vec<u32> = (0..4).map(|place| number / 6_u32.pow(place) % 6 + 1).collect();
            let written: String = levels.iter().map(|one| format!("<h{one}>x</h{one}>")).collect();
            let rich = Rich::from_html(&written);
            let mut last = 1;
            for one in rich.as_html().split("<h").skip(1) {
                let level: u32 = one[..1].parse().unwrap();
                assert!((2..=last + 1).contains(&level), "{written} became {}", rich.as_html());
                assert!(one.contains(&format!("</h{level}>")));
                last = level;
            }
        }
    }

    #[test]
    fn links_and_pictures_are_told() {
        let rich = Rich::from_markdown(
            "[甲](/info/a?b=1&c=2) ![图](x.png) <a class=x href='https://b/'>乙</a> `<img>`",
        );
        assert_eq!(rich.links(), ["/info/a?b=1&c=2", "https://b/"]);
        assert_eq!((rich.images(), Rich::from_html("<p>&lt;img</p>").images()), (1, 0));
    }

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
