//! Words into ids.

use insta::assert_snapshot;
use jiff::civil::date;
use touchline::football::TeamId;
use touchline::questions::parse::{self, Typed};
use touchline::questions::resolve::{Resolved, Resolver};
use touchline::questions::{Ask, MatchFilter, MatchRef, Mistake, ScorerQuestion};

use super::world::{DORTMUND, TOTTENHAM, World, one_match, world};

const UNITED: (&str, &str) = ("eng:manchester-united-fc", "Manchester United");
const NEWCASTLE: (&str, &str) = ("eng:newcastle-united-fc", "Newcastle United");
const CITY: (&str, &str) = ("eng:manchester-city-fc", "Manchester City");

/// What a line asks for once its words are settled: ids, then guesses; or what is wrong, with the options offered.
fn settled(world: &World, line: &str) -> String {
    let Ok(Typed::Ask { ask, .. }) = parse::line(line) else {
        return "not a question".to_owned();
    };
    let resolver = Resolver {
        directory: &world.directory,
        gazetteer: &world.gazetteer,
        held: &world.held,
        asker: &world.asker,
    };
    let settled = match &ask {
        Ask::Score(ask) => resolver.score(ask).map(game),
        Ask::Match(ask) => resolver.full(ask).map(game),
        Ask::Evidence(ask) => resolver.evidence(ask).map(|resolved| {
            game(Resolved {
                question: resolved.question.game,
                guesses: resolved.guesses,
            })
        }),
        Ask::Scorer(ask) => resolver.scorer(ask).map(|resolved| {
            let guesses = resolved.guesses;
            match resolved.question {
                ScorerQuestion::OfMatch(question) => game(Resolved { question, guesses }),
                ScorerQuestion::OfPlayer(name) => {
                    format!("player {name}, {} guessed", guesses.len())
                }
            }
        }),
        Ask::Matches(ask) => resolver.matches(ask).map(|resolved| {
            game(Resolved {
                question: MatchRef::Latest(resolved.question.filter),
                guesses: resolved.guesses,
            })
        }),
        Ask::Help | Ask::Status => Ok("nothing to settle".to_owned()),
    };
    settled.unwrap_or_else(|mistake| told(&mistake))
}

fn game(resolved: Resolved<MatchRef>) -> String {
    let mut parts = match resolved.question {
        MatchRef::Id(id) => vec![id.to_string()],
        MatchRef::Latest(MatchFilter {
            team,
            opponent,
            competition,
            date,
        }) => [
            team.map(|team| team.id.0),
            opponent.map(|team| format!("v {}", team.id)),
            competition.map(|known| format!("in {}", known.id.0)),
            date.map(|date| format!("on {date}")),
        ]
        .into_iter()
        .flatten()
        .collect(),
    };
    for guess in resolved.guesses {
        parts.push(format!("({} → {})", guess.typed, guess.shown));
    }
    parts.join(" ")
}

fn told(mistake: &Mistake) -> String {
    match mistake {
        Mistake::Ambiguous(choice) => {
            let options: Vec<String> = choice
                .options
                .iter()
                .map(|option| {
                    let detail = option.detail.clone().unwrap_or_default();
                    format!(
                        "{} ({detail}) = {}",
                        option.label,
                        parse::to_line(&option.ask)
                    )
                })
                .collect();
            format!(
                "{} fits {} {}: {}",
                choice.typed,
                options.len() + choice.left_out,
                choice.what,
                options.join("; ")
            )
        }
        other => format!("{other:?}"),
    }
}

#[test]
fn every_name_of_the_seed_finds_its_match() {
    let world = one_match();
    for (words, id) in [
        ("Tottenham", TOTTENHAM.0),
        ("tottenham hotspur", TOTTENHAM.0),
        ("Spurs", TOTTENHAM.0),
        ("eng:tottenham-hotspur-fc", TOTTENHAM.0),
        ("Totten", TOTTENHAM.0),
        ("dortmund", DORTMUND.0),
        ("BVB", DORTMUND.0),
        ("Borussia Dortmund", DORTMUND.0),
    ] {
        assert_eq!(
            settled(&world, &format!("/score team:{words}")),
            id,
            "{words}"
        );
        assert_eq!(
            settled(&world, &format!("/match match:{words}")),
            id,
            "{words}"
        );
    }
    assert_snapshot!(
        settled(&world, "/score tottenham opponent:Borussia Dortmund"),
        @"eng:tottenham-hotspur-fc v de:borussia-dortmund"
    );
}

#[test]
fn a_slip_is_answered_and_said_to_be_guessed() {
    let world = one_match();
    assert_snapshot!(settled(&world, "/score team:Dortmnd"), @"de:borussia-dortmund (Dortmnd → Borussia Dortmund)");
    assert_snapshot!(
        settled(&world, "/match Totenham v Dortmnd"),
        @"eng:tottenham-hotspur-fc v de:borussia-dortmund (Totenham → Tottenham) (Dortmnd → Borussia Dortmund)"
    );
    assert_snapshot!(settled(&world, "/scorer player:Hary Kane"), @"player Harry Kane, 1 guessed");
}

#[test]
fn what_fits_nothing_is_told_with_the_nearest_names_held() {
    let world = one_match();
    assert_snapshot!(settled(&world, "/score team:Xyzzy"), @r#"NoSuchTeam { typed: "Xyzzy", nearest: ["Tottenham", "Borussia Dortmund"] }"#);
    assert_snapshot!(settled(&world, "/scorer player:Xyzzy"), @r#"NoSuchPlayer { typed: "Xyzzy", nearest: ["Harry Kane", "Son Heung-Min"] }"#);
    assert_snapshot!(settled(&world, "/score Spurs competition:Xyzzy"), @r#"NoSuchCompetition { typed: "Xyzzy", nearest: ["Champions League", "AFC Champions League", "Africa Cup of Nations"] }"#);
    assert_snapshot!(settled(&world, "/scorer"), @"NothingAsked");
}

#[test]
fn a_shared_word_is_never_settled_by_a_guess() {
    let world = world(&[(UNITED, CITY, None), (NEWCASTLE, TOTTENHAM, None)], &[]);
    assert_snapshot!(settled(&world, "/score United"), @"United fits 2 teams: Manchester United (England, 1 match) = /score team:eng:manchester-united-fc; Newcastle (England, 1 match) = /score team:eng:newcastle-united-fc");
}

#[test]
fn a_shared_word_is_settled_by_the_default_team() {
    let mut world = world(&[(UNITED, CITY, None), (NEWCASTLE, TOTTENHAM, None)], &[]);
    world.asker.default_team = Some(TeamId(NEWCASTLE.0.into()));
    assert_snapshot!(settled(&world, "/score United"), @"eng:newcastle-united-fc");
}

#[test]
fn a_shared_word_is_settled_by_the_opponent() {
    let world = world(&[(UNITED, CITY, None), (NEWCASTLE, TOTTENHAM, None)], &[]);
    assert_snapshot!(settled(&world, "/score United opponent:Spurs"), @"eng:newcastle-united-fc v eng:tottenham-hotspur-fc");
    assert_snapshot!(settled(&world, "/match United v City"), @"eng:manchester-united-fc v eng:manchester-city-fc");
}

#[test]
fn a_shared_word_is_settled_by_being_the_only_one_with_matches() {
    let world = world(&[(NEWCASTLE, TOTTENHAM, None)], &[]);
    assert_snapshot!(settled(&world, "/score United"), @"eng:newcastle-united-fc");
}

#[test]
fn matches_are_named_in_many_ways() {
    let world = one_match();
    for words in [
        "Dortmund v Spurs",
        "Dortmund vs. Spurs",
        "Dortmund - Spurs",
        "dortmund and spurs",
        "Borussia Dortmund 1-2 Tottenham",
    ] {
        assert_eq!(
            settled(&world, &format!("/match {words}")),
            "de:borussia-dortmund v eng:tottenham-hotspur-fc",
            "{words}"
        );
    }
    assert_snapshot!(settled(&world, "/match m142"), @"m142");
    assert_snapshot!(settled(&world, "/match Dortmund v Spurs 2017-11-21"), @"de:borussia-dortmund v eng:tottenham-hotspur-fc on 2017-11-21");
    assert_snapshot!(settled(&world, "/match Dortmund v Spurs on 21 November 2017"), @"de:borussia-dortmund v eng:tottenham-hotspur-fc on 2017-11-21");
    assert_snapshot!(settled(&world, "/match Spurs yesterday"), @"eng:tottenham-hotspur-fc on 2026-08-07");
    assert_snapshot!(settled(&world, "/score Dortmund v Spurs"), @"de:borussia-dortmund v eng:tottenham-hotspur-fc");
    assert_snapshot!(settled(&world, "/match Brighton and Hove Albion"), @"eng:brighton-hove-albion-fc");
}

#[test]
fn days_and_competitions_narrow_a_question() {
    let world = one_match();
    assert_snapshot!(
        settled(&world, "/score Spurs competition:champions league date:21/11/2017"),
        @"eng:tottenham-hotspur-fc in uefa.cl on 2017-11-21"
    );
    assert_snapshot!(settled(&world, "/score Spurs competition:Champons League"), @"eng:tottenham-hotspur-fc in uefa.cl (Champons League → Champions League)");
    assert_snapshot!(settled(&world, "/score Spurs date:soon"), @r#"BadDate("soon")"#);
    assert_snapshot!(settled(&world, "/matches competition:uefa.cl"), @"in uefa.cl");
}

#[test]
fn players_are_found_by_any_part_of_their_name() {
    let day = Some(date(2017, 11, 21));
    let world = world(
        &[(DORTMUND, TOTTENHAM, day)],
        &["Son Heung-Min", "Son", "Jonas Müller", "Thomas Müller"],
    );
    assert_snapshot!(settled(&world, "/scorer player:Son"), @"player Son, 0 guessed");
    assert_snapshot!(settled(&world, "/scorer player:heung-min son"), @"player heung-min son, 0 guessed");
    assert_snapshot!(settled(&world, "/scorer player:thomas muller"), @"player thomas muller, 0 guessed");
    assert_snapshot!(
        settled(&world, "/scorer player:Müller"),
        @"Müller fits 2 players: Jonas Müller () = /scorer player:Jonas Müller; Thomas Müller () = /scorer player:Thomas Müller"
    );
}
