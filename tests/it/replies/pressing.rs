//! Buttons and menus: what they hold works after a restart.

use touchline::questions::{Ask, EvidenceAsk, MatchAsk, MatchesAsk, ScoreAsk, ScorerAsk};
use touchline::replies::embed::pressed;
use touchline::replies::{Action, embed};

fn asks() -> Vec<Ask> {
    let some = |words: &str| Some(words.to_owned());
    vec![
        Ask::Score(ScoreAsk {
            team: "eng:tottenham-hotspur-fc".into(),
            opponent: some("de:borussia-dortmund"),
            competition: some("uefa.cl"),
            date: some("2017-11-21"),
        }),
        Ask::Scorer(ScorerAsk {
            team: None,
            game: some("m142"),
            player: None,
        }),
        Ask::Match(MatchAsk {
            game: "m142".into(),
        }),
        Ask::Evidence(EvidenceAsk {
            game: "m142".into(),
            fact: some("goal 2"),
        }),
        Ask::Matches(MatchesAsk {
            team: some("eng:tottenham-hotspur-fc"),
            competition: None,
            page: 7,
        }),
        Ask::Help,
        Ask::Status,
    ]
}

#[test]
fn every_question_comes_back_from_its_custom_id() {
    for ask in asks() {
        let action = Action::Ask(ask);
        let id = action.to_custom_id().expect("ids are short");
        assert!(id.chars().count() <= 100, "{id}");
        assert_eq!(Action::from_custom_id(&id), Some(action.clone()), "{id}");
        assert_eq!(pressed(&id, &[]), Some(action.clone()));
        assert_eq!(
            pressed(embed::MENU_ID, std::slice::from_ref(&id)),
            Some(action)
        );
    }
}

#[test]
fn what_we_never_wrote_is_no_action() {
    for id in [
        "",
        "1",
        "2|help",
        "1|help|x",
        "1|score|a",
        "1|matches|||x",
        "1|menu",
        "hello",
    ] {
        assert_eq!(Action::from_custom_id(id), None, "{id}");
    }
}

#[test]
fn what_does_not_fit_a_custom_id_gets_no_button() {
    let long = Action::Ask(Ask::Match(MatchAsk {
        game: "x".repeat(100),
    }));
    assert_eq!(long.to_custom_id(), None);
    let parted = Action::Ask(Ask::Match(MatchAsk { game: "a|b".into() }));
    assert_eq!(parted.to_custom_id(), None);
}
