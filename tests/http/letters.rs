//! Letters about expenses: who gets one, what it says, and who gets none.

use crate::office::{Office, office, paragraphs, step};
use crate::support::TestApp;
use outlay::policy::role::Role;

impl Office {
    /// Whoever decides about Mira's expenses; empty for anybody.
    async fn name_approver(&self, name: &str) {
        let (mira, approver) = (self.acme.path_of("Mira").await, self.acme.path_of(name).await);
        let approver = approver.replace("/members/", "");
        let version = self.acme.ask("SELECT version FROM members WHERE name = 'Mira'");
        let form = [("approver_id", approver.as_str()), ("version", version.as_str())];
        let answer = self.acme.owner.post(&format!("{mira}/approver"), &form).await;
        assert_eq!(answer.status, 303, "{}", answer.text);
    }

    fn url(&self, path: &str) -> String {
        format!("{}{path}", self.acme.owner.origin())
    }
}

/// `ID` of a path.
fn id(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or_default()
}

fn picked<'a>(paths: &'a [String], action: &'a str) -> Vec<(&'a str, &'a str)> {
    let ids = paths.iter().map(|path| ("ids", id(path)));
    [("action", action)].into_iter().chain(ids).collect()
}

#[actix_web::test]
async fn a_decision_reaches_whoever_spent_it_once() {
    let office = office().await;
    for (verb, words, follows) in [
        ("approve", None, None),
        (
            "return",
            Some(("comment", "Which client was it?")),
            Some("It is a draft again. Fix it, then submit it."),
        ),
        ("reject", Some(("reason", "Not on <us>")), Some("If you can fix it, reopen it.")),
    ] {
        let path = office.submitted("Hotel Sacher").await;
        let before = office.to("mira").await.len();
        let fields: Vec<(&str, &str)> = [("version", "2")].into_iter().chain(words).collect();
        for _ in 0..2 {
            let answer = step(&office.avery, &path, verb, &fields).await;
            assert_eq!(answer.status, 303, "{verb}: {}", answer.text);
        }
        let letters = office.to("mira").await;
        assert_eq!(letters.len(), before + 1, "{verb}: the second click is no news");
        let (letter, did) = (letters.last().unwrap(), format!("{}ed", verb.trim_end_matches('e')));
        assert_eq!(letter.subject, format!("Avery {did} your expense at Hotel Sacher"));
        assert_eq!(letter.to_name, "Mira");
        let said = paragraphs(letter);
        assert!(said[0].starts_with(&format!("Avery {did} €12.50 at Hotel Sacher on ")), "{}", said[0]);
        let mut expected: Vec<String> = words.iter().map(|(_, words)| format!("“{words}”")).collect();
        expected.extend(follows.map(str::to_owned));
        assert_eq!(said[1..], expected, "{verb}");
        let button = letter.button.as_ref().unwrap();
        assert_eq!((button.label.as_str(), &button.url), ("Open the expense", &office.url(&path)));
    }
    assert_eq!(office.acme.ask("SELECT count(*) FROM outbox"), "4", "one for each, and the owner's own");
}

#[actix_web::test]
async fn an_approval_that_is_taken_back_is_told_too() {
    let office = office().await;
    let path = office.submitted("Hotel Sacher").await;
    step(&office.avery, &path, "approve", &[("version", "2")]).await;
    let back = [("version", "3"), ("reason", "Wrong button")];
    assert_eq!(step(&office.avery, &path, "reopen", &back).await.status, 303);
    let letter = office.to("mira").await.pop().unwrap();
    assert_eq!(letter.subject, "Avery reopened your expense at Hotel Sacher");
    assert_eq!(paragraphs(&letter)[1..], ["“Wrong button”", "It waits for a decision again."]);
}

#[actix_web::test]
async fn a_comment_reaches_whoever_spent_it_and_nobody_their_own() {
    let office = office().await;
    let path = office.submitted("Hotel Sacher").await;
    assert_eq!(step(&office.mira, &path, "comments", &[("text", "With the client")]).await.status, 303);
    assert!(office.to("mira").await.is_empty() && office.to("avery").await.is_empty());
    assert_eq!(step(&office.avery, &path, "comments", &[("text", " ")]).await.status, 422);
    assert!(office.to("mira").await.is_empty(), "nothing was said");
    assert_eq!(step(&office.avery, &path, "comments", &[("text", "For two nights?")]).await.status, 303);
    let letters = office.to("mira").await;
    assert_eq!(letters.len(), 1);
    assert_eq!(letters[0].subject, "Avery commented on your expense at Hotel Sacher");
    assert_eq!(paragraphs(&letters[0])[1..], ["“For two nights?”"]);
    assert_eq!(letters[0].button.as_ref().unwrap().url, office.url(&path));
}

#[actix_web::test]
async fn a_submission_reaches_the_approver_if_one_is_named() {
    let office = office().await;
    let path = office.submitted("Nobody hears").await;
    step(&office.mira, &path, "withdraw", &[("version", "2")]).await;
    assert!(office.to("avery").await.is_empty(), "the number beside the place tells");
    office.name_approver("Avery").await;
    let one = office.submitted("At once").await;
    let two = office.acme.spend_as(&office.mira, &[("merchant", "By the button")]).await;
    step(&office.mira, &two, "submit", &[("version", "1")]).await;
    step(&office.mira, &two, "submit", &[("version", "1")]).await;
    let letters = office.to("avery").await;
    let subjects: Vec<&str> = letters.iter().map(|letter| letter.subject.as_str()).collect();
    assert_eq!(
        subjects,
        ["Mira submitted an expense at At once", "Mira submitted an expense at By the button"]
    );
    assert_eq!(paragraphs(&letters[0])[1..], ["It waits for your decision."]);
    assert_eq!(letters[0].button.as_ref().unwrap().url, office.url(&one));
    assert!(office.to("mira").await.is_empty());
    // Who decides no more is not asked to.
    office.acme.sql("UPDATE members SET role = 'auditor' WHERE name = 'Avery'");
    office.submitted("Later").await;
    assert_eq!(office.to("avery").await.len(), 2);
}

#[actix_web::test]
async fn many_at_once_are_one_letter_a_person() {
    let office = office().await;
    office.name_approver("Avery").await;
    let noor = office.acme.member("Noor", Role::Member).await;
    let mut drafts = Vec::new();
    for number in 1..=12 {
        drafts.push(office.acme.spend_as(&office.mira, &[("merchant", &format!("Taxi {number}"))]).await);
    }
    let answer = office.mira.post("/expenses/bulk", &picked(&drafts, "submit")).await;
    assert_eq!(answer.status, 303, "{}", answer.text);
    let asked = office.to("avery").await;
    assert_eq!(asked.len(), 1);
    assert_eq!(asked[0].subject, "Mira submitted 12 expenses");
    assert_eq!(asked[0].button.as_ref().unwrap().url, office.url("/approvals"));
    let lunch = office.acme.spend_as(&noor, &[("merchant", "Lunch"), ("intent", "submit")]).await;
    // One of them is not to be decided any more: the others are told of alone.
    step(&office.mira, &drafts[11], "withdraw", &[("version", "2")]).await;
    drafts.push(lunch.clone());
    let fields = [picked(&drafts, "return"), vec![("reason", "Which project?")]].concat();
    let answer = office.acme.owner.post("/approvals", &fields).await;
    assert_eq!(answer.status, 200, "{}", answer.text);
    let told = office.to("mira").await;
    assert_eq!(told.len(), 1);
    assert_eq!(told[0].subject, "Olivia Owner returned 11 of your expenses");
    let said = paragraphs(&told[0]);
    assert_eq!(said[0], "Olivia Owner returned 11 of your expenses:");
    for (line, number) in said[1..11].iter().zip(1..) {
        assert!(line.starts_with(&format!("€12.50 at Taxi {number} on ")), "{line}");
    }
    assert_eq!(
        said[11..],
        ["And 1 more.", "“Which project?”", "They are drafts again. Fix them, then submit them."]
    );
    assert_eq!(told[0].button.as_ref().unwrap().url, office.url("/expenses"));
    let noors = office.to("noor").await;
    assert_eq!(noors.len(), 1);
    assert_eq!(noors[0].subject, "Olivia Owner returned your expense at Lunch");
    assert_eq!(noors[0].button.as_ref().unwrap().url, office.url(&lunch));
    // The list's own way to decide about many tells the same.
    let two = [office.submitted("Hotel One").await, office.submitted("Hotel Two").await];
    assert_eq!(office.avery.post("/expenses/bulk", &picked(&two, "approve")).await.status, 303);
    let told = office.to("mira").await;
    assert_eq!(told.len(), 2);
    assert_eq!(told[1].subject, "Avery approved 2 of your expenses");
    assert_eq!(office.acme.owner.post("/expenses/bulk", &picked(&two, "reimburse")).await.status, 303);
    let told = office.to("mira").await;
    assert_eq!((told.len(), told[2].subject.as_str()), (3, "Olivia Owner reimbursed 2 of your expenses"));
    // What concerns nobody else is told to nobody.
    let all = office.acme.letters().await.len();
    assert_eq!(office.mira.post("/expenses/bulk", &picked(&drafts[..2], "delete")).await.status, 303);
    assert_eq!(office.acme.letters().await.len(), all);
}

#[actix_web::test]
async fn nobody_hears_of_their_own_act() {
    let acme = TestApp::start().await.organization("acme").await;
    let before = acme.letters().await.len();
    let path = acme.spend_as(&acme.owner, &[("intent", "submit")]).await;
    assert_eq!(step(&acme.owner, &path, "comments", &[("text", "Alone here")]).await.status, 303);
    assert_eq!(step(&acme.owner, &path, "approve", &[("version", "2")]).await.status, 303);
    let back = [("version", "3"), ("reason", "By mistake")];
    assert_eq!(step(&acme.owner, &path, "reopen", &back).await.status, 303);
    // The draft of somebody who left, submitted by the very person who decides about it.
    let mira = acme.member("Mira", Role::Member).await;
    let path = acme.spend_as(&mira, &[]).await;
    acme.sql(
        "UPDATE members SET deactivated_at = now(), \
         approver_id = (SELECT id FROM members WHERE role = 'owner') WHERE name = 'Mira'",
    );
    assert_eq!(step(&acme.owner, &path, "submit", &[("version", "1")]).await.status, 303);
    let stands = acme.ask(&format!("SELECT status FROM expenses WHERE id = '{}'", id(&path)));
    assert_eq!((stands.as_str(), acme.letters().await.len()), ("submitted", before));
}

#[actix_web::test]
async fn whoever_left_gets_no_letter() {
    let office = office().await;
    office.name_approver("Avery").await;
    let path = office.submitted("Hotel Sacher").await;
    assert_eq!(office.to("avery").await.len(), 1);
    office.acme.sql("UPDATE members SET deactivated_at = now() WHERE name = 'Mira'");
    assert_eq!(step(&office.avery, &path, "comments", &[("text", "Are you there?")]).await.status, 303);
    assert_eq!(step(&office.avery, &path, "approve", &[("version", "2")]).await.status, 303);
    assert!(office.to("mira").await.is_empty());
    // An approver who left is not asked either.
    office.acme.sql("UPDATE members SET deactivated_at = NULL WHERE name = 'Mira'");
    office.acme.sql("UPDATE members SET deactivated_at = now() WHERE name = 'Avery'");
    let mira = office.acme.sign_in(&format!("mira@{}.test", office.acme.slug)).await;
    office.acme.spend_as(&mira, &[("intent", "submit")]).await;
    assert_eq!(office.to("avery").await.len(), 1);
}

#[actix_web::test]
async fn what_was_not_done_is_not_told() {
    let office = office().await;
    let path = office.submitted("Hotel Sacher").await;
    let expense = id(&path);
    let refused = [
        (&office.avery, "approve", vec![("version", "1")], 409),
        (&office.avery, "reject", vec![("version", "2"), ("reason", " ")], 422),
        (&office.mira, "approve", vec![("version", "2")], 403),
        (&office.avery, "reimburse", vec![("version", "2")], 403),
    ];
    for (browser, verb, fields, status) in refused {
        assert_eq!(step(browser, &path, verb, &fields).await.status, status, "{verb}");
    }
    let stale = format!("{expense}:1");
    let answer = office.avery.post("/approvals", &[("action", "approve"), ("ids", &stale)]).await;
    assert_eq!(answer.status, 409);
    assert!(office.to("mira").await.is_empty());
    // A step that fails at its commit takes its letter with it.
    office.acme.sql(
        "CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS \
         $$ BEGIN RAISE EXCEPTION 'refused at the commit'; END $$; \
         CREATE CONSTRAINT TRIGGER refuse AFTER UPDATE ON expenses DEFERRABLE INITIALLY DEFERRED \
         FOR EACH ROW EXECUTE FUNCTION refuse()",
    );
    let answer = step(&office.avery, &path, "approve", &[("version", "2")]).await;
    assert!(answer.status >= 500, "{}", answer.status);
    let stands = office.acme.ask("SELECT status || ' ' || version FROM expenses");
    assert_eq!((stands.as_str(), office.to("mira").await.len()), ("submitted 2", 0));
    office.acme.sql("DROP TRIGGER refuse ON expenses; DROP FUNCTION refuse()");
    assert_eq!(step(&office.avery, &path, "approve", &[("version", "2")]).await.status, 303);
    assert_eq!(office.to("mira").await.len(), 1);
    // A letter that cannot be kept keeps the step from being done.
    let path = office.submitted("Hotel Imperial").await;
    office.acme.sql("ALTER TABLE outbox ADD CONSTRAINT shut CHECK (false) NOT VALID");
    assert_eq!(step(&office.avery, &path, "approve", &[("version", "2")]).await.status, 500);
    assert_eq!(
        office.acme.ask(&format!("SELECT status FROM expenses WHERE id = '{}'", id(&path))),
        "submitted"
    );
}

#[actix_web::test]
async fn money_and_dates_are_written_as_the_reader_does() {
    let office = office().await;
    office.acme.sql("UPDATE members SET locale = 'de-AT' WHERE name = 'Mira'");
    let fields =
        [("merchant", "Sacher"), ("amount", "1250,50"), ("spent_on", "2026-03-04"), ("intent", "submit")];
    let path = office.acme.spend_as(&office.mira, &fields).await;
    step(&office.avery, &path, "approve", &[("version", "2")]).await;
    let said = paragraphs(&office.to("mira").await[0]).remove(0);
    assert!(said.contains("1.250,50") || said.contains("1 250,50"), "{said}");
    assert!(said.ends_with("4. März 2026."), "{said}");
}
