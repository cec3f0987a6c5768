//! What waits for long: who is reminded, who is asked too, when, and how often.

use crate::office::paragraphs;
use crate::routes::{Office, approve, office, waits};
use crate::steps::Fields;
use crate::support::Answer;
use chrono::{DateTime, TimeDelta, Utc};
use futures_util::future::join;

impl Office {
    /// What letters about expenses told somebody.
    async fn subjects(&self, name: &str) -> Vec<String> {
        let subjects = self.acme.letters_to(name).await.into_iter().map(|letter| letter.subject);
        subjects.filter(|subject| subject.contains("expense")).collect()
    }

    /// Every expense goes to Tomas; when somebody is reminded of the one that waits.
    async fn one_waits(&self) -> (String, DateTime<Utc>) {
        let tomas = self.word("Tomas").await;
        self.route(&[(&tomas, "")]).await;
        self.forget_letters_of_the_day();
        let path = self.submitted(&self.mira, "84.20").await;
        (path, self.acme.do_chores(Utc::now()).await.expect("it will be due"))
    }

    /// Those about the rules would be due before anything else.
    fn forget_letters_of_the_day(&self) {
        self.acme.sql("UPDATE notifications SET digest_at = NULL");
    }

    /// Owners set after how many days somebody is reminded, and others are asked.
    async fn set_days(&self, remind: &str, escalate: &str) -> Answer {
        let form = Fields::of(&[("name", "Acme"), ("remind_days", remind), ("escalate_days", escalate)]);
        self.acme.owner.post("/settings/organization", &form.pairs()).await
    }
}

const SUBMITTED: &str = "Mira submitted an expense at Café Central";
const WAITS: &str = "An expense at Café Central waits for your decision";
const ESCALATED: &str = "An expense at Café Central has long waited for a decision";

#[actix_web::test]
async fn whoever_is_asked_is_reminded_once_and_then_admins_and_owners_are_asked_too() {
    let office = office().await;
    let (path, due) = office.one_waits().await;
    let vienna = office.acme.ask(&format!(
        "SELECT to_char('{due}'::timestamptz AT TIME ZONE 'Europe/Vienna', 'HH24:MI') || ' ' \
         || (('{due}'::timestamptz AT TIME ZONE 'Europe/Vienna')::date - (now() AT TIME ZONE 'Europe/Vienna')::date)"
    ));
    assert_eq!(vienna, "08:00 3");
    office.acme.do_chores(due - TimeDelta::seconds(1)).await;
    assert_eq!(office.subjects("Tomas").await, [SUBMITTED]);
    let (one, other) = join(office.acme.do_chores(due), office.acme.do_chores(due)).await;
    let later = due + TimeDelta::days(4);
    // The clocks may have changed in between.
    let next = office.acme.do_chores(due + TimeDelta::hours(30)).await.expect("the others");
    assert!((next - later).abs() <= TimeDelta::hours(1), "{next}");
    assert!(one == Some(next) || other == Some(next));
    assert_eq!(office.subjects("Tomas").await, [SUBMITTED, WAITS], "once, whoever looked");
    let told = paragraphs(&office.acme.letters_to("Tomas").await[1]);
    assert!(told[0].contains("has waited for your decision for 3 days."), "{told:?}");
    for name in ["Jonas", "Lea", "Owner"] {
        assert!(office.subjects(name).await.is_empty(), "{name}");
    }
    assert!(office.jonas.get("/approvals").await.attributes(".queue__link", "href").is_empty());
    join(office.acme.do_chores(next), office.acme.do_chores(next)).await;
    assert_eq!(office.acme.do_chores(next + TimeDelta::days(9)).await, None, "each once");
    for name in ["Jonas", "Owner"] {
        assert_eq!(office.subjects(name).await, [ESCALATED], "{name}");
    }
    assert_eq!(office.subjects("Tomas").await.len(), 2);
    assert!(office.subjects("Lea").await.is_empty());
    assert_eq!(
        office.acme.ask(
            "SELECT string_agg(coalesce(actor_id::text, 'nobody') || ' ' || (after->>'days'), ',') \
             FROM events WHERE act = 'expense.escalated'"
        ),
        "nobody 7"
    );
    let queue = office.jonas.get("/approvals").await;
    assert_eq!(queue.attributes(".queue__link", "href"), std::slice::from_ref(&path));
    assert!(queue.texts("[data-testid=absent]")[0].starts_with("waits for others, asked of you too since"));
    let page = office.mira.get(&path).await;
    assert_eq!(waits(&page), ["Waiting for Tomas, and for any admin or owner"]);
    let listed = office.mira.get("/expenses").await.texts(".row__waits");
    assert_eq!(listed, waits(&page), "the list says what the page says");
    // Once admins and owners are asked anyway, they aren't asked too.
    let tomas = office.acme.path_of("Tomas").await;
    assert_eq!(office.acme.owner.post(&format!("{tomas}/deactivate"), &[]).await.status, 303);
    assert_eq!(waits(&office.mira.get(&path).await), ["Tomas left: waiting for any admin or owner"]);
    assert_eq!(office.acme.owner.post(&format!("{tomas}/reactivate"), &[]).await.status, 303);
    assert!(page.text.contains("Outlay asked admins and owners too"), "{}", page.text);
    assert!(office.acme.owner.get("/activity").await.text.contains("asked admins and owners about"));
    assert_eq!(approve(&office.lea, &path, "2").await, 403);
    assert_eq!(approve(&office.jonas, &path, "2").await, 303);
    assert!(office.acme.owner.get("/approvals").await.attributes(".queue__link", "href").is_empty());
}

#[actix_web::test]
async fn a_reminder_goes_to_who_is_there_the_way_they_want_it_and_each_step_counts_anew() {
    let office = office().await;
    let (tomas, lea) = (office.word("Tomas").await, office.word("Lea").await);
    office.route(&[(&tomas, ""), (&lea, "100")]).await;
    office.forget_letters_of_the_day();
    let passed = office.submitted(&office.mira, "500.00").await;
    assert_eq!(approve(&office.tomas, &passed, "2").await, 303);
    let decided = office.submitted(&office.mira, "10.00").await;
    assert_eq!(approve(&office.tomas, &decided, "2").await, 303);
    office.submitted(&office.mira, "20.00").await;
    office.submitted(&office.mira, "30.00").await;
    let off = [("waiting", "off")];
    assert_eq!(office.jonas.post("/settings/notifications", &off).await.status, 303);
    // Tomas comes back in time for what is his; of what waits for Lea, Jonas hears.
    let away = |stand_in: &str| {
        format!(
            "INSERT INTO absences (id, member_id, delegate_id, first_day, last_day, created_at) \
             SELECT gen_random_uuid(), a.id, b.id, current_date, current_date + 20, now() \
             FROM members a, members b WHERE a.name = 'Lea' AND b.name = '{stand_in}'"
        )
    };
    office.acme.sql(&away("Jonas"));
    let due = office.acme.do_chores(Utc::now()).await.expect("it will be due");
    let before = office.acme.letters_to("Tomas").await.len();
    office.acme.do_chores(due).await;
    let told = office.acme.letters_to("Tomas").await.split_off(before);
    let subjects: Vec<_> = told.iter().map(|letter| letter.subject.as_str()).collect();
    assert_eq!(subjects, ["2 expenses wait for your decision, the oldest for 3 days"]);
    let kinds = "SELECT string_agg(m.name || ' ' || n.kind, ',' ORDER BY m.name) FROM notifications n \
                 JOIN members m ON m.id = n.member_id WHERE n.kind = 'waiting'";
    assert_eq!(office.acme.ask(kinds), "Jonas waiting,Tomas waiting");
    assert!(office.subjects("Jonas").await.is_empty(), "it stands in the list alone");
    let list = office.jonas.get("/notifications").await;
    assert!(list.text.contains("has waited for your decision for 3 days"), "{}", list.text);
    // What was taken back and submitted again waits anew.
    let again = office.submitted(&office.mira, "40.00").await;
    office
        .acme
        .sql("UPDATE approval_steps SET waiting_since = now() - interval '5 days' WHERE state = 'waiting'");
    office.acme.do_chores(due).await;
    assert_eq!(office.mira.post(&format!("{again}/withdraw"), &[("version", "2")]).await.status, 303);
    assert_eq!(office.mira.post(&format!("{again}/submit"), &[]).await.status, 303);
    assert_eq!(
        office.acme.ask(
            "SELECT count(*) FROM approval_steps WHERE state = 'waiting' AND reminded_at IS NULL AND \
             waiting_since > now() - interval '1 hour'"
        ),
        "1"
    );
}

#[actix_web::test]
async fn the_organization_says_after_how_many_days_and_nothing_means_never() {
    let office = office().await;
    let page = office.acme.owner.get("/settings/organization").await;
    assert_eq!(
        (page.field("remind_days"), page.field("escalate_days")),
        (Some("3".into()), Some("7".into()))
    );
    for (remind, escalate, field) in [
        ("5", "5", "escalate_days"),
        ("often", "", "remind_days"),
        ("", "91", "escalate_days"),
        ("0", "", "remind_days"),
    ] {
        let page = office.set_days(remind, escalate).await;
        assert_eq!(
            (page.status, page.testid(&format!("error-{field}")).is_some()),
            (422, true),
            "{remind} {escalate}"
        );
        assert_eq!(page.field("remind_days").as_deref(), Some(remind), "as typed");
        assert_eq!(page.field("escalate_days").as_deref(), Some(escalate), "as typed");
    }
    let (_, due) = office.one_waits().await;
    assert_eq!(office.set_days("1", "").await.status, 303);
    let sooner = office.acme.do_chores(Utc::now()).await.expect("a day");
    assert!((due - sooner - TimeDelta::days(2)).abs() <= TimeDelta::hours(1), "{sooner} {due}");
    let read = office.lea.get("/settings/organization").await;
    assert!(read.text.contains("1 day") && read.text.contains("Never"), "{}", read.text);
    assert_eq!(office.set_days("", "").await.status, 303);
    assert_eq!(office.acme.do_chores(due + TimeDelta::days(80)).await, None);
    assert!(office.subjects("Tomas").await.len() == 1 && office.subjects("Owner").await.is_empty());
    assert_eq!(
        office.acme.ask(
            "SELECT string_agg((before->>'remind_days') || '>' || coalesce(after->>'remind_days', 'never'), ',' \
             ORDER BY id) FROM events WHERE act = 'organization.changed'"
        ),
        "3>1,1>never"
    );
    // Where anybody decides and nobody in particular is named, all of them are reminded, and nobody is asked besides.
    let rule = office.acme.ask("SELECT id::text FROM rules");
    let gone = office.acme.owner.post(&format!("/settings/rules/{rule}/delete"), &[("version", "1")]).await;
    assert_eq!(gone.status, 303);
    office.forget_letters_of_the_day();
    office.submitted(&office.mira, "12.00").await;
    assert_eq!(office.set_days("", "1").await.status, 303);
    let due = office.acme.do_chores(Utc::now()).await.expect("a day");
    office.acme.do_chores(due).await;
    assert!(office.subjects("Lea").await.is_empty());
    assert_eq!(office.subjects("Owner").await, [ESCALATED], "of what waits for Tomas");
}
