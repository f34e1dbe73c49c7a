use proptest::prelude::*;

use super::*;
use crate::time::limit::Kind;

#[test]
fn an_empty_phrase_has_no_rule_and_any_other_has_one() {
    assert_eq!(read(""), Limit::default());
    assert_eq!(read(" \u{3000}\n"), Limit::default());
    assert_eq!(read("乱七八糟").rules[0].kind, Kind::Unclear);
    assert!(matches!(read("20个工作日内").rules[0].kind, Kind::Within { n: 20, unit: Unit::WorkingDay }));
}

proptest! {
    #[test]
    fn any_text_is_read_without_panic_and_its_plain_form_reads_the_same(text in any::<String>()) {
        let limit = read(&text);
        prop_assert_eq!(limit.rules.is_empty(), limit.text.is_empty());
        prop_assert_eq!(read(&normalise(&text)).rules, limit.rules);
    }

    #[test]
    fn any_text_of_the_words_of_limits_is_read_without_panic(
        text in "([每半季度年月日周个工作内前后自起信息形成或者变更公开示不少于按规定及时长期同步上法律另有从其除外其中他:;,。()1-9二十廿两*×~. \n、])*"
    ) {
        let limit = read(&text);
        prop_assert_eq!(limit.rules.is_empty(), limit.text.is_empty());
        prop_assert_eq!(read(&normalise(&text)).rules, limit.rules);
    }
}
