//! How members want their mails: at once, once a day, not at all; the letter of the day; unsubscribing by one click.

use crate::office::{Office, office, paragraphs};
use crate::steps::plain;
use crate::support::Client;
use chrono::{DateTime, TimeDelta, Utc};
use outlay::mail::Letter;
use outlay::policy::role::Role;

impl Office {
    /// Mira submits it and Avery approves it.
    async fn approved(&self, merchant: &str) -> String {
        let path = self.acme.spend_as(&self.mira, &[("merchant", merchant), ("intent", "submit")]).await;
        let answer = self.avery.post(&format!("{path}/approve"), &[("version", "2")]).await;
        assert_eq!(answer.status, 303, "{}", answer.text);
        path
    }

    async fn choose(&self, browser: &Client, kind: &str, delivery: &str) {
        let answer = browser.post("/settings/notifications", &[(kind, delivery)]).await;
        assert_eq!(answer.location(), "/settings/notifications", "{}", answer.text);
    }

    /// When the letter of the day is due, as the database has it.
    fn due(&self) -> DateTime<Utc> {
        let due = self.acme.ask("SELECT to_char(min(digest_at) AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"') FROM notifications");
        due.parse().expect("an instant")
    }
}

/// The path of a letter's link.
fn link(office: &Office, letter: &Letter) -> String {
    letter.unsubscribe.as_ref().expect("a link").replace(&office.acme.owner.origin(), "")
}

async fn chosen(browser: &Client, kind: &str) -> String {
    let page = browser.get("/settings/notifications").await;
    page.attribute(&format!("input[name={kind}][checked]"), "value").unwrap_or_default()
}

#[actix_web::test]
async fn each_chooses_for_each_kind_and_the_trail_knows() {
    let office = office().await;
    assert_eq!(chosen(&office.mira, "approved").await, "at_once");
    assert_eq!(chosen(&office.mira, "rule").await, "daily");
    assert_eq!(chosen(&office.mira, "submitted").await, "", "nothing is submitted to who decides nothing");
    assert_eq!(chosen(&office.avery, "submitted").await, "at_once");
    let both = [("approved", "off"), ("returned", "daily")];
    assert_eq!(office.mira.post("/settings/notifications", &both).await.status, 303);
    assert_eq!(chosen(&office.mira, "approved").await, "off");
    assert_eq!(chosen(&office.mira, "returned").await, "daily");
    assert_eq!(chosen(&office.avery, "approved").await, "at_once", "each for themself");
    office.approved("Hotel Sacher").await;
    assert!(office.to("mira").await.is_empty());
    let list = office.mira.get("/notifications").await;
    assert!(list.shown("notice").contains("Avery approved"), "the list has it: {}", list.text);
    // Nothing else is nothing new; what nobody offers is refused whole.
    assert_eq!(office.mira.post("/settings/notifications", &both).await.status, 303);
    let odd = [("approved", "at_once"), ("rejected", "weekly")];
    assert_eq!(office.mira.post("/settings/notifications", &odd).await.status, 400);
    assert_eq!(chosen(&office.mira, "approved").await, "off");
    let event = "SELECT count(*) || ' ' || min(before->>'mail_returned') || ' ' || min(after->>'mail_returned') \
                 FROM events WHERE act = 'member.notifications_changed'";
    assert_eq!(office.acme.ask(event), "1 at_once daily");
    let trail = office.acme.owner.get("/activity").await;
    assert!(trail.text.contains("changed which mails they get"), "{}", trail.text);
}

#[actix_web::test]
async fn what_is_daily_comes_in_one_letter_in_the_morning_and_never_twice() {
    let office = office().await;
    office.acme.sql("UPDATE organization SET timezone = 'Asia/Tokyo'");
    for kind in ["approved", "commented"] {
        office.choose(&office.mira, kind, "daily").await;
    }
    let one = office.approved("Hotel Sacher").await;
    office.approved("Hotel Imperial").await;
    office.avery.post(&format!("{one}/comments"), &[("text", "For two nights?")]).await;
    assert!(office.to("mira").await.is_empty());
    let due = office.due();
    assert_eq!(due.format("%H:%M:%S").to_string(), "23:00:00", "eight in Tokyo");
    assert!(due > Utc::now() && due < Utc::now() + TimeDelta::days(1));
    assert_eq!(office.acme.do_chores(due - TimeDelta::seconds(1)).await, Some(due));
    assert!(office.to("mira").await.is_empty(), "not before");
    // Days later, and twice at once: what was missed is caught up with once.
    let later = due + TimeDelta::days(3);
    let (first, second) = tokio::join!(office.acme.do_chores(later), office.acme.do_chores(later));
    assert_eq!((first, second), (None, None));
    let letters = office.to("mira").await;
    assert_eq!(letters.len(), 1);
    let (letter, said) = (&letters[0], paragraphs(&letters[0]));
    assert_eq!(letter.subject, "Your day: 3 notifications");
    assert!(said[0].starts_with("Avery approved €12.50 at Hotel Sacher on "), "{said:?}");
    assert!(said[1].starts_with("Avery approved €12.50 at Hotel Imperial on "), "{said:?}");
    assert!(said[2].ends_with("“For two nights?”"), "{said:?}");
    assert!(letter.button.as_ref().unwrap().url.ends_with("/notifications"));
    assert_eq!(office.acme.do_chores(later + TimeDelta::days(1)).await, None);
    assert_eq!(office.to("mira").await.len(), 1);
}

#[actix_web::test]
async fn the_letter_of_the_day_leaves_out_what_is_done_with() {
    let office = office().await;
    office.acme.sql(
        "UPDATE members SET approver_id = (SELECT id FROM members WHERE name = 'Avery') WHERE name = 'Mira'",
    );
    office.choose(&office.avery, "submitted", "daily").await;
    let submitted = async |merchant: &str| {
        office.acme.spend_as(&office.mira, &[("merchant", merchant), ("intent", "submit")]).await
    };
    let (read, gone) = (submitted("Read").await, submitted("Withdrawn").await);
    submitted("Left over").await;
    office.avery.post(&format!("{read}/approve"), &[("version", "2")]).await;
    office.mira.post(&format!("{gone}/withdraw"), &[("version", "2")]).await;
    let later = Utc::now() + TimeDelta::days(2);
    office.acme.do_chores(later).await;
    let letters = office.to("avery").await;
    assert_eq!(letters.len(), 1);
    assert_eq!(letters[0].subject, "Your day: 1 notification");
    assert!(paragraphs(&letters[0])[0].starts_with("Mira submitted €12.50 at Left over"));
    // With nothing left there is no letter; nor for who left, nor for who wants none by now.
    let again = submitted("Decided").await;
    office.avery.post(&format!("{again}/approve"), &[("version", "2")]).await;
    office.acme.do_chores(later).await;
    submitted("Unwanted").await;
    office.choose(&office.avery, "submitted", "off").await;
    office.acme.do_chores(later).await;
    office.choose(&office.avery, "submitted", "daily").await;
    submitted("Too late").await;
    office.acme.sql("UPDATE members SET deactivated_at = now() WHERE name = 'Avery'");
    office.acme.do_chores(later).await;
    let waiting = "SELECT count(*) FROM notifications WHERE digest_at IS NOT NULL";
    assert_eq!(office.acme.ask(waiting), "0", "nothing waits for them either");
    assert_eq!(office.to("avery").await.len(), 1);
}

#[actix_web::test]
async fn a_program_that_shows_mail_unsubscribes_by_one_click() {
    let office = office().await;
    let path = office.approved("Hotel Sacher").await;
    let letter = office.to("mira").await.remove(0);
    let link = link(&office, &letter);
    assert!(!link.contains("mira") && !link.contains("approved"), "{link}");
    let stranger = office.acme.stranger();
    for _ in 0..2 {
        let page = stranger.get(&link).await;
        assert_eq!(page.status, 200, "{}", page.text);
        assert!(
            page.text.contains("Stop these mails?") && page.text.contains("Your expense is approved"),
            "{}",
            page.text
        );
    }
    assert_eq!(chosen(&office.mira, "approved").await, "at_once", "looking switches nothing off");
    let one_click = [("List-Unsubscribe", "One-Click")];
    for headers in [vec![], vec![("origin", "https://mail.example"), ("sec-fetch-site", "cross-site")]] {
        let answer = stranger.post_with(&link, &one_click, &headers).await;
        assert_eq!(answer.status, 200, "{headers:?}: {}", answer.text);
        assert!(answer.text.contains("These mails are off"), "{}", answer.text);
    }
    assert_eq!(chosen(&office.mira, "approved").await, "off");
    office.approved("Hotel Imperial").await;
    assert_eq!(office.to("mira").await.len(), 1);
    office.avery.post(&format!("{path}/comments"), &[("text", "Still?")]).await;
    assert_eq!(office.to("mira").await.len(), 2, "other kinds come still");
    assert_eq!(
        office.acme.ask("SELECT count(*) FROM events WHERE act = 'member.notifications_changed'"),
        "1"
    );
    // Back on, from the page alone.
    let back = link.replace("/unsubscribe/", "/subscribe/");
    assert_eq!(stranger.post_with(&back, &[], &[]).await.status, 403);
    assert_eq!(stranger.post(&back, &[]).await.location(), link);
    assert_eq!(chosen(&office.mira, "approved").await, "at_once");
    assert!(stranger.get(&link).await.text.contains("Stop these mails?"));
}

#[actix_web::test]
async fn a_link_is_one_organizations_and_one_kinds_own() {
    let (office, other) = (office().await, office().await);
    office.approved("Hotel Sacher").await;
    let path = link(&office, &office.to("mira").await[0]);
    assert_eq!(other.acme.stranger().get(&path).await.status, 404);
    assert_eq!(other.acme.stranger().post_with(&path, &[], &[]).await.status, 404);
    for wrong in [format!("{path}x"), "/unsubscribe/nonsense".to_owned()] {
        assert_eq!(office.acme.stranger().post_with(&wrong, &[], &[]).await.status, 404);
    }
    office.acme.sql("UPDATE members SET deactivated_at = now() WHERE name = 'Mira'");
    assert_eq!(office.acme.stranger().get(&path).await.status, 404, "nobody gets letters there");
    // What has to come can't be switched off.
    office.acme.stranger().post("/password/forgot", &[("email", &office.acme.owner_email())]).await;
    let owners = office.acme.letters().await.into_iter();
    let address = office.acme.owner_email();
    assert!(owners.filter(|letter| letter.to.as_str() == address).all(|one| one.unsubscribe.is_none()));
}

#[actix_web::test]
async fn the_letter_of_the_day_is_switched_off_as_a_whole_and_back_on() {
    let office = office().await;
    office.choose(&office.mira, "approved", "daily").await;
    office.approved("Hotel Sacher").await;
    office.acme.do_chores(Utc::now() + TimeDelta::days(2)).await;
    let link = link(&office, &office.to("mira").await[0]);
    let stranger = office.acme.stranger();
    assert_eq!(stranger.post_with(&link, &[("List-Unsubscribe", "One-Click")], &[]).await.status, 200);
    for kind in ["approved", "rule"] {
        assert_eq!(chosen(&office.mira, kind).await, "off", "{kind}");
    }
    assert_eq!(chosen(&office.mira, "returned").await, "at_once");
    stranger.post(&link.replace("/unsubscribe/", "/subscribe/"), &[]).await;
    for kind in ["approved", "rule"] {
        assert_eq!(chosen(&office.mira, kind).await, "daily", "{kind}");
    }
}

#[actix_web::test]
async fn a_changed_rule_is_told_to_whom_it_binds_in_the_words_of_the_time() {
    let office = office().await;
    let eva = office.acme.member("Eva", Role::Auditor).await;
    let told = async |browser: &Client| {
        let page = browser.get("/notifications").await;
        let all = page.texts("[data-testid=notice] .notice-line__says");
        all.iter().map(|text| plain(text).replace("Unread: ", "")).collect::<Vec<_>>()
    };
    let rule = [("when", "over"), ("limit", "60.00"), ("span", "day"), ("who", "role:member")];
    let id = office.acme.rule(&rule).await;
    let first = "Olivia Owner added a rule: Expenses of members over 60.00 EUR a day will be pointed out.";
    assert_eq!(told(&office.mira).await, [first]);
    assert!(told(&office.avery).await.is_empty(), "it does not bind approvers");
    // Now it binds approvers instead.
    let at = format!("/settings/rules/{id}");
    let form = |who: &'static str, limit: &'static str, version: &'static str| {
        [
            ("when", "over"),
            ("limit", limit),
            ("span", "day"),
            ("who", who),
            ("effect", "warn"),
            ("version", version),
        ]
    };
    assert_eq!(office.acme.owner.post(&at, &form("role:approver", "60.00", "1")).await.status, 303);
    assert!(
        told(&office.mira).await[0]
            .starts_with("Olivia Owner removed a rule: Expenses of members over 60.00")
    );
    assert!(
        told(&office.avery).await[0]
            .starts_with("Olivia Owner added a rule: Expenses of approvers over 60.00")
    );
    assert_eq!(office.acme.owner.post(&at, &form("role:approver", "40.00", "2")).await.status, 303);
    assert!(told(&office.avery).await[0].starts_with("Olivia Owner changed a rule. It says now: "));
    let off = [("on", "0"), ("version", "3")];
    assert_eq!(office.acme.owner.post(&format!("{at}/switch"), &off).await.status, 303);
    assert!(told(&office.avery).await[0].starts_with("Olivia Owner removed a rule: "));
    assert_eq!(office.acme.owner.post(&format!("{at}/delete"), &[("version", "4")]).await.status, 303);
    assert_eq!(office.acme.owner.post(&format!("{at}/restore"), &[]).await.status, 303);
    assert_eq!(told(&office.avery).await.len(), 3, "what is out of use binds nobody");
    assert_eq!(told(&office.mira).await[1], first, "what was told stays as it was told");
    assert!(told(&eva).await.is_empty() && told(&office.acme.owner).await.is_empty());
    // Usually by the letter of the day.
    assert!(office.to("mira").await.is_empty());
    office.acme.do_chores(Utc::now() + TimeDelta::days(2)).await;
    assert_eq!(office.to("mira").await[0].subject, "Your day: 2 notifications");
}

#[actix_web::test]
async fn what_is_old_is_forgotten() {
    let office = office().await;
    for merchant in ["One", "Two", "Three", "Four"] {
        office.approved(merchant).await;
    }
    office.acme.sql(
        "UPDATE notifications SET created_at = now() - age, read_at = now() - read \
         FROM (VALUES ('One', interval '91 days', interval '91 days'), ('Two', '91 days', '89 days'), \
         ('Three', '91 days', NULL), ('Four', '366 days', NULL)) AS v (merchant, age, read) \
         WHERE params->'expenses'->'named'->0->>'merchant' = v.merchant",
    );
    let chores = outlay::app::chores(&office.acme.app.post_office, Default::default());
    office
        .acme
        .run(move |conn| chores.iter().try_for_each(|chore| chore.look(conn, Utc::now()).map(drop)))
        .await;
    let left =
        "SELECT string_agg(params->'expenses'->'named'->0->>'merchant', ' ' ORDER BY id) FROM notifications";
    assert_eq!(office.acme.ask(left), "Two Three");
}

#[actix_web::test]
async fn a_ready_made_set_is_told_rule_by_rule_in_one_letter() {
    let office = office().await;
    assert_eq!(office.acme.owner.post("/settings/rules/sets", &[("set", "strict")]).await.status, 303);
    let added = "SELECT count(*) FROM notifications n JOIN members m ON m.id = n.member_id \
                 WHERE m.name = 'Mira' AND n.params->'rule'->>'change' = 'added'";
    let rules = office.acme.ask("SELECT count(*) FROM rules");
    assert_eq!(office.acme.ask(added), rules);
    office.acme.do_chores(Utc::now() + TimeDelta::days(2)).await;
    let letters = office.to("mira").await;
    assert_eq!(letters.len(), 1);
    assert_eq!(letters[0].subject, format!("Your day: {rules} notifications"));
}
