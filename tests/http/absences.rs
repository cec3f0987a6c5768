//! Absences: who decides for whom, on which days, and who may say so.

use crate::office::paragraphs;
use crate::routes::{Office, approve, office, waits};
use crate::steps::Fields;
use crate::support::{Answer, Client};
use chrono::{Days, NaiveDate, Utc};
use futures_util::future::join;
use outlay::domain::dates;
use outlay::domain::timezone::Timezone;

/// So many days from today, where the organization is.
fn day(from_today: i64) -> NaiveDate {
    let today = dates::today(Timezone::parse("Europe/Vienna").unwrap(), Utc::now());
    let days = Days::new(from_today.unsigned_abs());
    if from_today < 0 { today - days } else { today + days }
}

impl Office {
    async fn id(&self, name: &str) -> String {
        self.acme.path_of(name).await.replace("/members/", "")
    }

    /// A form by which this person stands in on these days.
    async fn absence(&self, stand_in: &str, first: i64, last: i64) -> Fields {
        Fields::of(&[
            ("delegate_id", &self.id(stand_in).await),
            ("first_day", &day(first).to_string()),
            ("last_day", &day(last).to_string()),
        ])
    }

    /// Somebody is away; where their absence is.
    async fn away(&self, who: &Client, stand_in: &str, first: i64, last: i64) -> String {
        let form = self.absence(stand_in, first, last).await;
        let answer = who.post("/settings/absence", &form.pairs()).await;
        assert_eq!(
            (answer.status, answer.location().as_str()),
            (303, "/settings/absence"),
            "{}",
            answer.text
        );
        let id = self.acme.ask("SELECT id::text FROM absences ORDER BY id DESC LIMIT 1");
        format!("/settings/absence/{id}")
    }

    /// How many absences there are, and how many of them hold.
    fn absences(&self) -> String {
        self.acme.ask("SELECT count(*) || ' ' || count(*) FILTER (WHERE ended_at IS NULL) FROM absences")
    }

    async fn told(&self, name: &str) -> Vec<String> {
        let letters = self.acme.letters_to(name).await;
        letters.iter().map(|letter| letter.subject.clone()).collect()
    }
}

fn rows(page: &Answer) -> Vec<String> {
    page.texts("[data-testid=absence-row] .people__name")
}

#[actix_web::test]
async fn whoever_stands_in_is_asked_and_decides_in_the_name_of_the_absent() {
    let office = office().await;
    let tomas = office.word("Tomas").await;
    office.route(&[(&tomas, "")]).await;
    office.away(&office.tomas, "Lea", 0, 3).await;
    let page = office.tomas.get("/settings/absence").await;
    assert_eq!(
        (rows(&page), page.shown("flash").contains("Lea decides for you")),
        (vec!["Lea decides for you".into()], true)
    );
    assert_eq!(rows(&office.lea.get("/settings/absence").await), ["You decide for Tomas"]);
    assert_eq!(rows(&office.jonas.get("/settings/absence").await), ["Lea decides for Tomas"]);
    assert_eq!(office.told("Lea").await, ["Standing in: Tomas"]);
    let path = office.submitted(&office.mira, "84.20").await;
    assert_eq!(waits(&office.mira.get(&path).await), ["Waiting for Lea for Tomas"]);
    assert_eq!(office.told("Lea").await.len(), 2, "she is told in his place");
    assert!(office.told("Tomas").await.is_empty());
    let queue = office.lea.get("/approvals").await;
    let until = day(3).format("%B %-d, %Y").to_string();
    assert_eq!(queue.texts("[data-testid=absent]"), [format!("for Tomas, away until {until}")]);
    assert!(office.jonas.get("/approvals").await.attributes(".queue__link", "href").is_empty());
    assert!(office.tomas.get("/approvals").await.texts("[data-testid=absent]").is_empty());
    assert_eq!(approve(&office.lea, &path, "2").await, 303);
    assert!(office.mira.get(&path).await.text.contains("Lea approved it, for Tomas"));
    let tomas = office.id("Tomas").await;
    assert_eq!(office.acme.ask("SELECT after->>'for' FROM events WHERE act = 'expense.approved'"), tomas);
    assert_eq!(office.acme.ask("SELECT decided_for::text FROM approval_steps"), tomas);
    let activity = office.acme.owner.get("/activity").await;
    assert!(activity.text.contains("entered an absence"), "{}", activity.text);
    let member = office.lea.get(&format!("/members/{tomas}")).await;
    assert!(member.text.contains(&format!("Lea decides, until {until}")), "{}", member.text);
    // The approver of a member is one of those who are asked, too.
    let form = Fields::of(&[("approver_id", &tomas), ("version", "1")]);
    let mira = office.acme.path_of("Mira").await;
    assert_eq!(office.acme.owner.post(&format!("{mira}/approver"), &form.pairs()).await.status, 303);
    let rule = office.acme.ask("SELECT id::text FROM rules");
    let gone = office.acme.owner.post(&format!("/settings/rules/{rule}/delete"), &[("version", "1")]).await;
    assert_eq!(gone.status, 303);
    office.submitted(&office.mira, "85.00").await;
    assert!(office.told("Lea").await[2].starts_with("Mira submitted"), "not he");
    assert!(office.told("Tomas").await.is_empty());
}

#[actix_web::test]
async fn nobody_who_stands_in_decides_their_own_nor_what_the_absent_spent() {
    let office = office().await;
    let tomas = office.word("Tomas").await;
    office.route(&[(&tomas, "")]).await;
    office.away(&office.tomas, "Lea", 0, 0).await;
    let own = office.submitted(&office.lea, "10.00").await;
    assert_eq!(waits(&office.lea.get(&own).await), ["Waiting for Tomas"]);
    assert_eq!(approve(&office.lea, &own, "2").await, 403);
    let his = office.submitted(&office.tomas, "20.00").await;
    assert_eq!(approve(&office.lea, &his, "2").await, 403);
    assert!(office.lea.get("/approvals").await.texts(".queue__link").is_empty());
    for path in [&own, &his] {
        assert_eq!(approve(&office.jonas, path, "2").await, 303);
    }
    // Before its first day and after its last nobody stands in.
    office.acme.sql("UPDATE absences SET first_day = first_day + 1, last_day = last_day + 1");
    let path = office.submitted(&office.mira, "30.00").await;
    assert_eq!(waits(&office.mira.get(&path).await), ["Waiting for Tomas"]);
    assert_eq!(approve(&office.lea, &path, "2").await, 403);
    office.acme.sql("UPDATE absences SET first_day = first_day - 2, last_day = last_day - 2");
    assert_eq!(approve(&office.lea, &path, "2").await, 403);
    assert_eq!(approve(&office.tomas, &path, "2").await, 303);
}

#[actix_web::test]
async fn what_is_wrong_stands_beside_its_field_and_nothing_typed_is_lost() {
    let office = office().await;
    office.away(&office.lea, "Jonas", 5, 6).await;
    office.away(&office.tomas, "Jonas", 10, 12).await;
    let (tomas, mira) = (office.id("Tomas").await, office.id("Mira").await);
    let (good, before) =
        (office.absence("Lea", 1, 2).await.with("note", "Ask Hanna <first>"), office.acme.contents());
    let at = |from_today: i64| day(from_today).to_string();
    for (field, form) in [
        ("delegate_id", good.clone().with("delegate_id", "")),
        ("delegate_id", good.clone().with("delegate_id", &tomas)),
        ("delegate_id", good.clone().with("delegate_id", &mira)),
        ("delegate_id", good.clone().with("delegate_id", "00000000-0000-0000-0000-000000000000")),
        ("delegate_id", good.clone().with("last_day", &at(5))),
        ("first_day", good.clone().with("first_day", "soon")),
        ("first_day", good.clone().with("first_day", "")),
        ("first_day", good.clone().with("last_day", &at(11))),
        ("last_day", good.clone().with("last_day", &at(0))),
        ("last_day", good.clone().with("first_day", &at(-9)).with("last_day", &at(-1))),
        ("last_day", good.clone().with("last_day", "9999-12-31")),
        ("member_id", good.clone().with("member_id", &office.id("Mira").await)),
        ("member_id", good.clone().with("member_id", "nobody")),
        ("note", good.clone().with("note", &"x".repeat(2001))),
    ] {
        let who = if field == "member_id" { &office.jonas } else { &office.tomas };
        let page = who.post("/settings/absence", &form.pairs()).await;
        assert_eq!(page.status, 422, "{form:?}");
        assert!(page.testid(&format!("error-{field}")).is_some(), "{form:?}: {}", page.text);
        for name in ["first_day", "last_day"] {
            assert_eq!(page.field(name).as_deref(), Some(form.value(name)));
        }
        if field != "note" {
            assert_eq!(page.texts("#note"), ["Ask Hanna <first>"]);
        }
    }
    let of_another = good.clone().with("member_id", &office.id("Jonas").await);
    assert_eq!(office.tomas.post("/settings/absence", &of_another.pairs()).await.status, 403);
    assert_eq!(office.acme.contents(), before);
    for who in [&office.mira, &office.acme.member("Eva", outlay::policy::role::Role::Auditor).await] {
        assert_eq!(who.get("/settings/absence").await.status, 403);
        assert_eq!(who.post("/settings/absence", &good.pairs()).await.status, 403);
        assert!(!who.get("/settings/profile").await.text.contains("/settings/absence"));
    }
    // The second click of a double one.
    for _ in 0..2 {
        assert_eq!(office.tomas.post("/settings/absence", &good.pairs()).await.status, 303);
    }
    assert_eq!(office.absences(), "3 3");
}

#[actix_web::test]
async fn two_never_stand_in_for_each_other() {
    let office = office().await;
    let (one, other) = (office.absence("Lea", 1, 3).await, office.absence("Tomas", 3, 4).await);
    let (one, other) = (one.pairs(), other.pairs());
    let both =
        join(office.tomas.post("/settings/absence", &one), office.lea.post("/settings/absence", &other));
    let (first, second) = both.await;
    let mut answers = [first.status, second.status];
    answers.sort_unstable();
    assert_eq!(answers, [303, 422]);
    assert_eq!(office.absences(), "1 1");
}

#[actix_web::test]
async fn whoever_stands_in_for_a_stand_in_decides_for_both() {
    let office = office().await;
    let tomas = office.word("Tomas").await;
    office.route(&[(&tomas, "")]).await;
    office.away(&office.tomas, "Lea", 0, 9).await;
    let back = office.absence("Tomas", 0, 1).await;
    assert_eq!(office.lea.post("/settings/absence", &back.pairs()).await.status, 422, "he is away himself");
    office.away(&office.lea, "Jonas", 0, 1).await;
    let path = office.submitted(&office.mira, "84.20").await;
    assert_eq!(waits(&office.mira.get(&path).await), ["Waiting for Jonas for Tomas"]);
    assert!(office.told("Jonas").await[1].starts_with("Mira submitted"));
    assert_eq!(office.told("Lea").await.len(), 1, "only that she stands in");
    assert_eq!(office.jonas.get("/approvals").await.texts("[data-testid=absent]").len(), 1);
    assert_eq!(approve(&office.jonas, &path, "2").await, 303);
    assert!(office.mira.get(&path).await.text.contains("Jonas approved it, for Tomas"));
}

#[actix_web::test]
async fn an_absence_is_changed_and_ended_by_whose_it_is_and_by_who_manages_them() {
    let office = office().await;
    let path = office.away(&office.tomas, "Lea", 0, 3).await;
    assert_eq!(office.tomas.get(&path).await.field("last_day"), Some(day(3).to_string()));
    let longer = office.absence("Lea", 0, 5).await.with("version", "1");
    let other = office.acme.member("Oscar", outlay::policy::role::Role::Approver).await;
    for (who, status) in [(&office.lea, 403), (&other, 404), (&office.mira, 404)] {
        assert_eq!(who.get(&path).await.status, status);
        assert_eq!(who.post(&path, &longer.pairs()).await.status, status);
        assert_eq!(who.post(&format!("{path}/end"), &[]).await.status, status);
    }
    assert_eq!(office.tomas.post(&path, &longer.pairs()).await.status, 303);
    assert_eq!(office.told("Lea").await.len(), 2, "she is told of the other days");
    let noted = longer.with("version", "2").with("note", "Ask Hanna first");
    assert_eq!(office.jonas.post(&path, &noted.pairs()).await.status, 303);
    let told = office.acme.letters_to("Lea").await;
    let said = paragraphs(&told[2]);
    assert!(said[0].starts_with("What you should know when you decide for Tomas from"), "{said:?}");
    assert_eq!(said[1], "“Ask Hanna first”", "{said:?}");
    assert!(office.told("Tomas").await.is_empty(), "the note isn't for him");
    let stale = office.absence("Oscar", 0, 4).await.with("version", "2").with("note", "Kept");
    let page = office.jonas.post(&path, &stale.pairs()).await;
    assert_eq!((page.status, page.texts("#note")), (409, vec!["Kept".into()]), "{}", page.text);
    assert!(page.text.contains("Lea decides for Tomas"), "what it is now");
    assert_eq!(office.jonas.post(&path, &stale.with("version", "3").pairs()).await.status, 303);
    assert_eq!(office.told("Lea").await.len(), 4, "she does so no more");
    assert_eq!(office.told("Oscar").await, ["Standing in: Tomas"]);
    let told = office.acme.letters_to("Tomas").await;
    assert!(paragraphs(&told[0])[0].starts_with("Jonas entered that you are away from"));
    for _ in 0..2 {
        assert_eq!(office.jonas.post(&format!("{path}/end"), &[]).await.status, 303, "twice is once");
    }
    assert_eq!(office.absences(), "1 0");
    let page = office.tomas.get("/settings/absence").await;
    assert!(rows(&page).is_empty());
    assert_eq!(page.all("[data-testid=absence-over]").len(), 1);
    assert_eq!(office.tomas.get(&path).await.status, 409);
    let acts = "SELECT string_agg(act, ',' ORDER BY id) FROM events WHERE act LIKE 'member.absence%'";
    let (set, changed, ended) = ("member.absence_entered", "member.absence_changed", "member.absence_ended");
    assert_eq!(office.acme.ask(acts), format!("{set},{changed},{changed},{changed},{ended}"));
    // Who manages members does all of it for them, owners aside.
    let (tomas, owner) = (office.id("Tomas").await, office.id("Olivia Owner").await);
    let form = office.absence("Jonas", 1, 2).await;
    let for_owner =
        office.jonas.post("/settings/absence", &form.clone().with("member_id", &owner).pairs()).await;
    assert_eq!(for_owner.status, 422, "an admin doesn't manage owners");
    let entered = office.jonas.post("/settings/absence", &form.with("member_id", &tomas).pairs()).await;
    assert_eq!(entered.status, 303, "{}", entered.text);
    assert_eq!(rows(&office.tomas.get("/settings/absence").await), ["Jonas decides for you"]);
    let of_owner = office.away(&office.acme.owner, "Jonas", 1, 2).await;
    assert_eq!(office.jonas.post(&format!("{of_owner}/end"), &[]).await.status, 403);
}

#[actix_web::test]
async fn who_leaves_or_decides_no_more_neither_has_nor_is_a_stand_in() {
    let office = office().await;
    let tomas = office.word("Tomas").await;
    office.route(&[(&tomas, "")]).await;
    office.away(&office.tomas, "Lea", 0, 9).await;
    office.away(&office.lea, "Jonas", 20, 21).await;
    let lea = office.acme.path_of("Lea").await;
    assert_eq!(office.acme.owner.post(&format!("{lea}/deactivate"), &[]).await.status, 303);
    assert_eq!(office.absences(), "2 0");
    let told = office.acme.letters_to("Tomas").await;
    assert!(paragraphs(&told[0])[0].contains("Lea no longer decides for you"), "{:?}", paragraphs(&told[0]));
    let path = office.submitted(&office.mira, "84.20").await;
    assert_eq!(waits(&office.mira.get(&path).await), ["Waiting for Tomas"]);
    office.away(&office.tomas, "Jonas", 0, 9).await;
    let role = [("role", "member")];
    let jonas = office.acme.path_of("Jonas").await;
    assert_eq!(office.acme.owner.post(&format!("{jonas}/role"), &role).await.status, 303);
    assert_eq!(office.absences(), "3 0");
    assert_eq!(office.told("Jonas").await.len(), 3, "that it is over leads where he may not go any more");
    // Another role means another session.
    let email = office.acme.ask("SELECT email FROM members WHERE name = 'Jonas'");
    let jonas = office.acme.sign_in(&email).await;
    assert_eq!(jonas.get("/settings/absence").await.status, 403);
    let list = jonas.get("/notifications").await;
    assert!(!list.text.contains("/settings/absence"), "{}", list.text);
    let opened = list.attributes("form[action$='/read']", "action");
    let to: Vec<_> = opened.iter().filter(|path| !path.ends_with("notifications/read")).collect();
    assert_eq!(jonas.post(to[0], &[]).await.location(), "/notifications");
    assert_eq!(office.acme.ask("SELECT count(*) FROM events WHERE act = 'member.absence_ended'"), "3");
}
