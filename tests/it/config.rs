//! What an operator sets, and what they are told when it is wrong.

use std::path::PathBuf;

use touchline::config::{Config, Flags};

fn load(
    file: &str,
    environment: &[(&str, &str)],
    database: Option<&str>,
) -> Result<Config, String> {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("touchline.toml");
    std::fs::write(&path, file).expect("the file is written");
    let flags = Flags {
        file: Some(path.clone()),
        database: database.map(str::to_owned),
    };
    let environment = environment
        .iter()
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    Config::load_from(&flags, environment).map_err(|error| {
        error
            .to_string()
            .replace(&path.display().to_string(), "touchline.toml")
    })
}

#[test]
fn flag_outranks_environment_outranks_file_outranks_default() {
    let file = "storage.url = \"sqlite://file.db\"";
    let environment = [("TOUCHLINE_STORAGE__URL", "sqlite://environment.db")];
    assert_eq!(
        load("", &[], None).expect("defaults").storage.url(),
        "sqlite://touchline.db"
    );
    assert_eq!(
        load(file, &[], None).expect("file").storage.url(),
        "sqlite://file.db"
    );
    assert_eq!(
        load(file, &environment, None)
            .expect("environment")
            .storage
            .url(),
        "sqlite://environment.db"
    );
    let flag = load(file, &environment, Some("sqlite://flag.db")).expect("flag");
    assert_eq!(flag.storage.url(), "sqlite://flag.db");
}

#[test]
fn every_contract_key_is_read_from_the_environment() {
    let config = load(
        "",
        &[
            ("TOUCHLINE_STORAGE__URL", "sqlite://a.db"),
            ("TOUCHLINE_DISCORD__API_URL", "http://127.0.0.1:4040"),
            ("TOUCHLINE_DISCORD__GUILD", "81384788765712384"),
            ("TOUCHLINE_DELIVERY__MAX_PER_SECOND", "10"),
            ("TOUCHLINE_INGESTION__WATCH", "reports"),
            (
                "TOUCHLINE_INGESTION__FEEDS",
                r#"[{"url": "https://example.org/feed", "every": "15m"}]"#,
            ),
            ("TOUCHLINE_INGESTION__ALLOW_LOOPBACK", "true"),
            ("TOUCHLINE_METRICS__LISTEN", "127.0.0.1:9000"),
        ],
        None,
    )
    .expect("all keys are known");
    assert_eq!(config.discord.api_url.as_str(), "http://127.0.0.1:4040");
    assert_eq!(config.discord.guild, Some(81_384_788_765_712_384));
    assert_eq!(config.delivery.max_per_second.get(), 10);
    assert_eq!(config.ingestion.watch, Some(PathBuf::from("reports")));
    assert_eq!(config.ingestion.feeds[0].every.as_deref(), Some("15m"));
    assert!(config.ingestion.allow_loopback);
    assert!(config.metrics.listen.is_some());
}

#[test]
fn an_unknown_key_is_refused_with_the_nearest_right_one() {
    let told = |file, environment| load(file, environment, None).expect_err("the key is unknown");
    insta::assert_snapshot!(told("[storage]\nurI = \"sqlite://a.db\"", &[]), @"touchline.toml has an unknown key storage.urI: did you mean storage.url?");
    insta::assert_snapshot!(told("[storge]\nurl = \"sqlite://a.db\"", &[]), @"touchline.toml has an unknown key storge: did you mean storage?");
    insta::assert_snapshot!(told("", &[("TOUCHLINE_DISCORD__GILD", "1")]), @"the environment has an unknown key TOUCHLINE_DISCORD__GILD: did you mean TOUCHLINE_DISCORD__GUILD?");
    insta::assert_snapshot!(told("", &[("TOUCHLINE_DATABASE", "x")]), @"the environment has an unknown key TOUCHLINE_DATABASE");
}

#[test]
fn a_bad_value_is_named_with_its_source() {
    let told = |file, environment| load(file, environment, None).expect_err("the value is bad");
    insta::assert_snapshot!(told("[delivery]\nmax_per_second = 0", &[]), @"touchline.toml sets delivery.max_per_second wrongly: 0 posts a second are not possible: choose 1 to 50");
    insta::assert_snapshot!(told("[delivery]\nmax_per_second = \"fast\"", &[]), @r#"touchline.toml sets delivery.max_per_second wrongly: it is string "fast", and should be u64"#);
    insta::assert_snapshot!(told("", &[("TOUCHLINE_DISCORD__API_URL", "http://discord.com")]), @r#"the environment sets TOUCHLINE_DISCORD__API_URL wrongly: "http://discord.com" is plain http, which is accepted for this machine alone"#);
    insta::assert_snapshot!(told("", &[("TOUCHLINE_DISCORD__API_URL", "ftp://127.0.0.1")]), @r#"the environment sets TOUCHLINE_DISCORD__API_URL wrongly: "ftp://127.0.0.1" is neither https nor http"#);
    insta::assert_snapshot!(told("storage = [", &[]), @"touchline.toml cannot be read: expected `]`");
}

#[test]
fn a_named_file_that_is_missing_is_an_error() {
    let flags = Flags {
        file: Some("no/such/file.toml".into()),
        database: None,
    };
    let told = Config::load_from(&flags, [])
        .expect_err("the file is missing")
        .to_string();
    insta::assert_snapshot!(told, @"the configuration file no/such/file.toml does not exist: name another with --config, or leave the option out");
}
