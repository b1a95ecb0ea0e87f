//! The sample reports that the program ships, and the demonstration database they fill.

use serde::Deserialize;

use crate::app::{self, App};
use crate::ingestion::{IngestionError, NewText};
use crate::store::Announce;

/// Where the samples go when no database is named. They never enter any other.
pub const DEMONSTRATION_URL: &str = "sqlite://touchline-demo.db";

/// A sample report.
struct Sample {
    /// Its folder in `tests/reports`.
    slug: &'static str,
    text: &'static str,
    /// Its annotated facts, of which only the publication date and the title are told to the reader.
    gold: &'static str,
}

macro_rules! samples {
    ($($slug:literal),* $(,)?) => {
        [$(Sample {
            slug: $slug,
            text: include_str!(concat!("../../tests/reports/", $slug, "/report.txt")),
            gold: include_str!(concat!("../../tests/reports/", $slug, "/gold.toml")),
        }),*]
    };
}

static SAMPLES: [Sample; 38] = samples![
    "aldermoor-kettlewick",
    "argentina-saudi-arabia-2022",
    "ashbourne-cutler-row",
    "bayou-city-high-plains",
    "belgium-japan-2018",
    "bexcombe-u18-larkhill",
    "carrick-harbour-dunmorrow",
    "corrin-ballyvane",
    "croatia-denmark-2018",
    "croatia-england-2018",
    "england-iceland-2016",
    "fenland-reserves-coldharbour",
    "france-switzerland-2021",
    "france-ukraine-2013",
    "hallam-vale-port-ellery",
    "inverbrae-strathorran",
    "italy-sweden-2017",
    "karsk-almarosa",
    "kettleby-marsh-end",
    "montesierra-valdoria",
    "moorside-eastgate",
    "morocco-iran-2018",
    "netherlands-spain-2010",
    "norvale-u21-brackwater",
    "norwich-tottenham-2019",
    "paraguay-uruguay-2017",
    "portugal-spain-2018",
    "round-up-cascadia-women",
    "round-up-world-cup-2022",
    "sallow-green-thornbury-vale",
    "southampton-leicester-2019",
    "tregarth-penhallow",
    "united-states-jamaica-2017",
    "watford-tottenham-2020",
    "west-ham-tottenham-2019",
    "wexcombe-harbour",
    "wharfe-park-kirkby-moor",
    "zilverdijk-osterhavn",
];

/// What comes with a report from outside its text.
#[derive(Debug, Deserialize)]
struct Heading {
    published: Option<jiff::civil::Date>,
    title: Option<String>,
}

/// Reads the samples into the database; nobody is told of them. What is there already stays as it is.
///
/// # Errors
/// When the database does not take one.
pub async fn read_all(app: &App) -> Result<(), IngestionError> {
    let pipeline = app.pipeline();
    for sample in &SAMPLES {
        // A sample is a file of ours; should its heading not read, the text is still a report.
        let heading = toml::from_str(sample.gold).unwrap_or(Heading {
            published: None,
            title: None,
        });
        let about = NewText {
            title: heading.title,
            published: heading.published,
            announce: Announce::Nobody,
            ..NewText::shared(format!("{}.txt", sample.slug), app::now())
        };
        pipeline.ingest(sample.text.as_bytes(), &about).await?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_report_of_the_folder_is_a_sample() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/reports");
        let entries = std::fs::read_dir(folder).expect("the folder is readable");
        let mut slugs: Vec<String> = entries
            .filter_map(Result::ok)
            .filter(|entry| entry.path().join("gold.toml").exists())
            .map(|entry| entry.file_name().to_string_lossy().into_owned())
            .collect();
        slugs.sort();
        let shipped: Vec<&str> = SAMPLES.iter().map(|sample| sample.slug).collect();
        assert_eq!(shipped, slugs);
    }

    #[test]
    fn every_heading_reads() {
        for sample in &SAMPLES {
            toml::from_str::<Heading>(sample.gold)
                .unwrap_or_else(|error| panic!("{}: {error}", sample.slug));
        }
    }
}
