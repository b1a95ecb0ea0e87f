//! What words can name: the shipped names, folding, and the directory that finds what a person types.

use touchline::names::{Directory, Gazetteer};

fn find(typed: &str) -> String {
    let directory = Directory::new(Gazetteer::embedded(), []);
    match directory.find(typed) {
        None => "nothing".to_owned(),
        Some(found) => {
            let names: Vec<_> = found.teams.iter().map(|team| team.name.as_str()).collect();
            format!("{:?}: {}", found.by, names.join(", "))
        }
    }
}

#[test]
fn people_find_teams_by_what_they_call_them() {
    assert_eq!(find("Spurs"), "Alias: Tottenham");
    assert_eq!(find("tottenham"), "Exact: Tottenham");
    assert_eq!(find("eng:tottenham-hotspur-fc"), "Id: Tottenham");
    assert_eq!(find("dortmund"), "Alias: Borussia Dortmund");
    assert_eq!(find("BVB"), "Alias: Borussia Dortmund");
    assert_eq!(find("Dortmnd"), "Typo: Borussia Dortmund");
    assert_eq!(find("Man Utd"), "Alias: Manchester United");
    assert_eq!(find("Atletico"), "Alias: Atlético Madrid");
}
