//! Getting reports in: what becomes of bytes, files and folders.

use touchline::ingestion::decode::{MAX_BYTES, Undecodable, decode};
use touchline::ingestion::files::{FileError, bytes_of, reports_at};

#[test]
fn text_is_decoded_as_it_was_written() {
    let decoded = |bytes: &[u8]| decode(bytes).map(|decoded| (decoded.text, decoded.encoding));
    assert_eq!(
        decoded("Müller scored.".as_bytes()),
        Ok(("Müller scored.".to_owned(), "UTF-8"))
    );
    assert_eq!(
        decoded("\u{feff}Two\r\nlines".as_bytes()),
        Ok(("\u{feff}Two\r\nlines".to_owned(), "UTF-8"))
    );
    let utf16: Vec<u8> = [0xff, 0xfe]
        .into_iter()
        .chain("Rovers 1".encode_utf16().flat_map(u16::to_le_bytes))
        .collect();
    assert_eq!(decoded(&utf16), Ok(("Rovers 1".to_owned(), "UTF-16LE")));
    let latin =
        b"M\xfcller scored for Malm\xf6 in the second half, and the crowd at the caf\xe9 cheered.";
    let (text, encoding) = decoded(latin).expect("the encoding can be told");
    assert!(
        text.contains("Müller") && text.contains("Malmö") && text.contains("café"),
        "{encoding}: {text}"
    );
}

#[test]
fn what_is_no_text_is_refused_by_name() {
    let refused = |bytes: &[u8]| decode(bytes).expect_err("it is no text");
    assert_eq!(refused(b""), Undecodable::Empty);
    assert_eq!(refused(b" \r\n\t "), Undecodable::Empty);
    assert_eq!(refused("\u{feff}".as_bytes()), Undecodable::Empty);
    assert_eq!(
        refused(b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x03\0>\0"),
        Undecodable::Binary
    );
    assert_eq!(
        refused(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\xff\xfe"),
        Undecodable::Binary
    );
    assert_eq!(refused(&vec![b'a'; MAX_BYTES + 1]), Undecodable::TooLarge);
    assert!(decode(&vec![b'a'; MAX_BYTES]).is_ok());
}

#[test]
fn a_folder_gives_its_reports_in_order() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let at = |name: &str| folder.path().join(name);
    std::fs::create_dir(at("more")).expect("a folder is made");
    for name in ["b.txt", "a.md", "notes.pdf", ".hidden.txt", "more/c.TXT"] {
        std::fs::write(at(name), "text").expect("a file is written");
    }
    assert_eq!(
        reports_at(folder.path()).expect("it is readable"),
        [at("a.md"), at("b.txt"), at("more/c.TXT")]
    );
    assert_eq!(
        reports_at(&at("notes.pdf")).expect("a file named is taken"),
        [at("notes.pdf")]
    );
    assert!(matches!(
        reports_at(&at("missing")),
        Err(FileError::Missing)
    ));
    std::fs::create_dir(at("empty")).expect("a folder is made");
    assert!(matches!(
        reports_at(&at("empty")),
        Err(FileError::EmptyFolder)
    ));
}

#[test]
fn a_file_over_the_limit_is_not_read() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("large.txt");
    let file = std::fs::File::create(&path).expect("a file is made");
    file.set_len(50 * 1024 * 1024).expect("it is made large");
    let refused = bytes_of(&path).expect_err("it is too large");
    insta::assert_snapshot!(refused.to_string(), @"is over 1 MiB: a match report is a few kilobytes; split the file, or give the report alone");
}
