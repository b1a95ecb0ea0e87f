//! The facts of an agreed view with the words that support each one.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use sqlx::SqliteConnection;

use crate::facts::{AgreedFact, Evidence, Fact, MatchId, ReportId, Standing};
use crate::store::StoreError;
use crate::store::columns::fact_columns;

/// The texts of reports, by row.
pub(super) type Texts = BTreeMap<ReportId, String>;

/// Which view of which match: the number of its scope is the one whose rows are read.
#[derive(Debug, Clone, Copy)]
pub(super) struct ViewRow {
    pub id: MatchId,
    pub scope: i64,
}

/// All facts of a view in their order, or the one at `ordinal`; texts that are needed for quotes are added to `texts`.
pub(super) async fn facts(
    db: &mut SqliteConnection,
    view: ViewRow,
    ordinal: Option<i64>,
    texts: &mut Texts,
) -> Result<Vec<AgreedFact>, StoreError> {
    let mut quotes = quotes(db, view, ordinal, texts).await?;
    let rows = sqlx::query!(
        "select ordinal, rival, standing, kind, detail, side, name, name_id, other_name, other_basis, home, away, quantity, day,
             moment_basis, at_minute, stoppage, earliest, latest, as_written, numbers, told, basis, confidence
         from agreed_facts where match_id = ?1 and scope = ?2 and (?3 is null or ordinal = ?3)
         order by ordinal, rival",
        view.id.0,
        view.scope,
        ordinal,
    )
    .fetch_all(db)
    .await?;
    let mut facts: Vec<AgreedFact> = Vec::new();
    for row in rows {
        let standing = read_standing(&row.standing)?;
        let columns = fact_columns!(row);
        let quoted = quotes.remove(&(row.ordinal, row.rival)).unwrap_or_default();
        let fact: Fact = columns.into_fact(quoted.fact, quoted.assist)?;
        if row.rival == 0 {
            facts.push(AgreedFact {
                fact,
                standing,
                rivals: Vec::new(),
            });
        } else if let Some(stands) = facts.last_mut() {
            stands.rivals.push(fact);
        }
    }
    Ok(facts)
}

fn read_standing(word: &str) -> Result<Standing, StoreError> {
    match word {
        "sole" => Ok(Standing::Sole),
        "agreed" => Ok(Standing::Agreed),
        "disputed" => Ok(Standing::Disputed),
        "corrected" => Ok(Standing::Corrected),
        other => Err(StoreError::unreadable(format!("`{other}` as a standing"))),
    }
}

/// The quotes of one fact.
#[derive(Debug, Default)]
struct Quoted {
    fact: Vec<Evidence>,
    assist: Vec<Evidence>,
}

async fn quotes(
    db: &mut SqliteConnection,
    view: ViewRow,
    ordinal: Option<i64>,
    texts: &mut Texts,
) -> Result<BTreeMap<(i64, i64), Quoted>, StoreError> {
    let rows = sqlx::query!(
        "select s.ordinal, s.rival, s.part, a.report_id, e.start_byte, e.end_byte, e.rule
         from agreed_support s
             join evidence e on e.claim_id = s.claim_id and e.part = s.part
             join accounts a on a.account_id = e.account_id
         where s.match_id = ?1 and s.scope = ?2 and (?3 is null or s.ordinal = ?3)
         order by s.ordinal, s.rival, s.part, s.place, e.ordinal",
        view.id.0,
        view.scope,
        ordinal,
    )
    .fetch_all(&mut *db)
    .await?;
    let mut quotes: BTreeMap<(i64, i64), Quoted> = BTreeMap::new();
    for row in rows {
        let report = ReportId(row.report_id);
        let text: &str = match texts.entry(report) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(unknown) => {
                let body =
                    sqlx::query_scalar!("select body from reports where report_id = ?", report.0)
                        .fetch_one(&mut *db)
                        .await?;
                unknown.insert(body)
            }
        };
        let evidence = slice(text, report, row.start_byte, row.end_byte, row.rule)?;
        let quoted = quotes.entry((row.ordinal, row.rival)).or_default();
        if row.part == "assist" {
            quoted.assist.push(evidence);
        } else {
            quoted.fact.push(evidence);
        }
    }
    Ok(quotes)
}

fn slice(
    text: &str,
    report: ReportId,
    start: i64,
    end: i64,
    rule: String,
) -> Result<Evidence, StoreError> {
    let range = usize::try_from(start).ok().zip(usize::try_from(end).ok());
    range
        .and_then(|(start, end)| {
            Some(Evidence {
                report: Some(report),
                quote: text.get(start..end)?.to_owned(),
                start,
                end,
                rule,
            })
        })
        .ok_or_else(|| {
            StoreError::unreadable(format!(
                "evidence at {start} to {end} that is no slice of its report"
            ))
        })
}
