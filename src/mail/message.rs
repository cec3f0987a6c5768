//! A posted letter becomes a mail: headers, a text and an HTML part.

use super::letter::{Button, Dress, Posted};
use super::settings::Sender;
use crate::error::AppError;
use crate::words::{Language, Voice, filters, phrase};
use askama::Template;
use chrono::{DateTime, Utc};
use lettre::Message;
use lettre::message::header::{HeaderName, HeaderValue};
use lettre::message::{Mailbox, MultiPart};

/// The text part.
#[derive(Template)]
#[template(path = "mail/letter.txt")]
struct Text<'a> {
    sender: &'a str,
    paragraphs: &'a [String],
    button: Option<&'a Button>,
    small: &'a [String],
    unsubscribe: Option<&'a str>,
}

/// The HTML part.
#[derive(Template)]
#[template(path = "mail/letter.html")]
struct Html<'a> {
    lang: Language,
    sender: &'a str,
    subject: &'a str,
    paragraphs: &'a [String],
    button: Option<&'a Button>,
    small: &'a [String],
    unsubscribe: Option<&'a str>,
    dress: Dress,
}

/// The mail. Every try of one letter makes the same, `message_id` and `date` included.
pub(super) fn compose(
    posted: &Posted,
    message_id: &str,
    date: DateTime<Utc>,
    from: &Sender,
) -> Result<Message, AppError> {
    let letter = &posted.letter;
    let sender = posted.organization.as_deref().map_or("Outlay".to_owned(), one_line);
    let subject = one_line(&letter.subject);
    let paragraphs: Vec<String> = letter.paragraphs.iter().map(|line| one_line(line)).collect();
    let small: Vec<String> = letter.small.iter().map(|line| one_line(line)).collect();
    let (button, sender_name) = (letter.button.as_ref(), sender_name(posted, &sender));
    let (lang, unsubscribe) = (letter.language, letter.unsubscribe.as_deref());
    let text = Text { sender: &sender, paragraphs: &paragraphs, button, small: &small, unsubscribe };
    let dress = posted.dress.clone().unwrap_or_else(plain);
    let html = Html {
        lang,
        sender: &sender,
        subject: &subject,
        paragraphs: &paragraphs,
        button,
        small: &small,
        unsubscribe,
        dress,
    };
    let to_name = Some(one_line(&letter.to_name)).filter(|name| !name.is_empty());
    let to = letter.to.as_str().parse().map_err(AppError::internal)?;
    let auto_submitted = HeaderName::new_from_ascii_str("Auto-Submitted");
    let mut message = Message::builder()
        .message_id(Some(message_id.to_owned()))
        .date(date.into())
        .from(Mailbox::new(Some(sender_name), from.address()))
        .to(Mailbox::new(to_name, to))
        .subject(subject.as_str())
        // RFC 3834: nobody's holiday notice answers it.
        .raw_header(HeaderValue::new(auto_submitted, "auto-generated".to_owned()));
    for (name, value) in unsubscribe.into_iter().flat_map(unsubscribing) {
        message = message.raw_header(HeaderValue::new(HeaderName::new_from_ascii_str(name), value));
    }
    let voice = Voice::in_language(lang);
    let (text, html) = (text.render_with_values(&voice)?, html.render_with_values(&voice)?);
    message.multipart(MultiPart::alternative_plain_html(text, html)).map_err(AppError::internal)
}

/// The headers by which a mail program offers to unsubscribe: the link (RFC 2369, 3.2) and, over TLS alone, that a single
/// POST to it does (RFC 8058, 3.1).
fn unsubscribing(url: &str) -> Vec<(&'static str, String)> {
    let mut headers = vec![("List-Unsubscribe", format!("<{}>", one_line(url)))];
    if url.starts_with("https://") {
        headers.push(("List-Unsubscribe-Post", "List-Unsubscribe=One-Click".to_owned()));
    }
    headers
}

/// What Outlay's own letters wear.
fn plain() -> Dress {
    Dress { fill: "#1f2933".to_owned(), ink: "#ffffff".to_owned(), radius: 8, logo: None }
}

fn sender_name(posted: &Posted, sender: &str) -> String {
    if posted.organization.is_none() {
        return sender.to_owned();
    }
    posted.letter.language.say(&phrase!("mail-via-outlay", sender = sender)).into_owned()
}

/// Control characters could end a header's line: they become spaces, and white space is folded.
fn one_line(text: &str) -> String {
    let spaced: String = text.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect();
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::super::letter::Letter;
    use super::*;
    use crate::domain::email::Email;
    use proptest::prelude::*;

    fn posted(name: &str, subject: &str) -> Posted {
        Posted {
            organization: Some(name.to_owned()),
            dress: None,
            letter: Letter {
                to: Email::parse("mira@acme.test").unwrap(),
                to_name: name.to_owned(),
                language: Language::English,
                subject: subject.to_owned(),
                paragraphs: vec![format!("Hello {name}.")],
                button: Some(Button {
                    label: "Open".to_owned(),
                    url: "https://acme.outlay.test/a?b=1&c=2".to_owned(),
                }),
                small: vec!["You get this because you are a member.".to_owned()],
                unsubscribe: None,
            },
        }
    }

    fn formatted(posted: &Posted) -> String {
        let from = Sender::parse("outlay@outlay.test").unwrap();
        let date = DateTime::from_timestamp(1_795_000_000, 0).unwrap();
        let message = compose(posted, "<1@outlay.test>", date, &from).unwrap();
        String::from_utf8(message.formatted()).unwrap()
    }

    /// The names of the headers before the body.
    fn headers(mail: &str) -> Vec<&str> {
        let (head, _) = mail.split_once("\r\n\r\n").unwrap();
        let lines = head.split("\r\n").filter(|line| !line.starts_with([' ', '\t']));
        lines.map(|line| line.split(':').next().unwrap()).collect()
    }

    #[test]
    fn a_mail_says_who_sends_it_and_that_a_program_does() {
        let mail = formatted(&posted("Acme Works", "Your account"));
        assert!(mail.contains("From: \"Acme Works via Outlay\" <outlay@outlay.test>"), "{mail}");
        assert!(
            mail.contains("Message-ID: <1@outlay.test>") && mail.contains("Auto-Submitted: auto-generated")
        );
        assert!(mail.contains("Date: ") && mail.contains("Subject: Your account"), "{mail}");
        assert!(mail.contains("text/plain") && mail.contains("text/html"));
        assert!(
            mail.contains("https://acme.outlay.test/a?b=1&c=2"),
            "the text has the link as it is: {mail}"
        );
    }

    #[test]
    fn a_mail_wears_what_it_was_posted_with() {
        let mut letter = posted("Acme Works", "Your account");
        let unfolded = |letter: &Posted| formatted(letter).replace("=\r\n", "");
        let plain = unfolded(&letter);
        assert!(plain.contains("background:#1f2933") && !plain.contains("<img"), "{plain}");
        let logo = Some("https://acme.outlay.test/logo?v=abc".to_owned());
        letter.dress = Some(Dress { fill: "#7b2d5e".into(), ink: "#fffffe".into(), radius: 14, logo });
        let worn = unfolded(&letter);
        for part in
            ["background:#7b2d5e", "color:#fffffe", "border-radius:14px", "https://acme.outlay.test/logo?v"]
        {
            assert!(worn.contains(part), "{part}: {worn}");
        }
    }

    #[test]
    fn a_mail_program_can_unsubscribe_by_one_click_over_tls() {
        let mut letter = posted("Acme Works", "Your account");
        assert!(!headers(&formatted(&letter)).contains(&"List-Unsubscribe"), "not from what has to come");
        let url = format!("https://acme.outlay.test/unsubscribe/{}", "x".repeat(120));
        letter.letter.unsubscribe = Some(url.clone());
        let mail = formatted(&letter);
        assert!(mail.contains(&format!("\r\nList-Unsubscribe: <{url}>\r\n")), "in one piece: {mail}");
        assert!(mail.contains("\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n"), "{mail}");
        assert_eq!(mail.replace("=\r\n", "").matches(&url).count(), 3, "and in both parts: {mail}");
        letter.letter.unsubscribe = Some("http://acme.localhost/unsubscribe/x".to_owned());
        assert!(!headers(&formatted(&letter)).contains(&"List-Unsubscribe-Post"));
    }

    #[test]
    fn a_name_cannot_add_a_header_or_an_element() {
        let plain = formatted(&posted("Acme", "Subject"));
        let evil = formatted(&posted("Acme\r\nBcc: all@evil.test\r\n\r\n<b>x</b>", "A\r\nX-Evil: 1\n\nbody"));
        assert_eq!(headers(&evil), headers(&plain));
        let html = evil.split("text/html").nth(1).unwrap();
        assert!(!html.contains("<b>"), "{evil}");
    }

    proptest! {
        #[test]
        fn no_text_adds_a_header(name in ".{0,60}", subject in "\\PC*|[\\x00-\\x1f a-z]{0,40}") {
            let plain = formatted(&posted("Acme", "Subject"));
            let odd = formatted(&posted(&name, &subject));
            prop_assert_eq!(headers(&odd), headers(&plain));
        }
    }
}
