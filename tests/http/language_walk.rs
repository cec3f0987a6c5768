//! Every page of the route table in the accented English: what stands there without accents never went through the
//! catalogue. Names that people gave have no vowels here, so that they are not taken for words.

use crate::accents::{accented_app, plain_words};
use crate::receipts::{picture, upload};
use crate::steps::Fields;
use crate::support::{Answer, Client, Organization, TestApp};
use image::ImageFormat;
use outlay::app;
use outlay::policy::role::Role;
use outlay::web::routes::{Access, On, Verb};
use std::collections::BTreeSet;

struct House {
    org: Organization,
    expenses: Vec<String>,
    category: String,
    rule: String,
    absence: String,
    receipt: String,
    members: Vec<String>,
}

impl House {
    async fn build(app: &TestApp) -> Self {
        let org = app.organization_with("bcdf", &[("name", "Pzt Krk"), ("locale", "en-IE")]).await;
        let category = org.ask("SELECT id::text FROM categories ORDER BY position LIMIT 1");
        let members =
            [("Mrv", Role::Member), ("Dmn", Role::Admin), ("Pprv", Role::Approver), ("Dt", Role::Auditor)];
        for (name, role) in members {
            org.member(name, role).await;
        }
        let member = org.sign_in(&format!("mrv@{}.test", org.slug)).await;
        // Each breaks both; one is for somebody, one for what is in a category.
        let over = [("when", "over"), ("limit", "1.00"), ("span", "day"), ("category_id", &*category)];
        let rule = org.rule(&over).await;
        org.rule(&[("when", "merchant"), ("merchant", "mrch"), ("who", "role:member")]).await;
        org.rule(&[("when", "duplicate"), ("paid_with", "own")]).await;
        let mut expenses = Vec::new();
        let fates: [(&Client, &str, &[&str]); 7] = [
            (&org.owner, "save", &[]),
            (&member, "save", &["delete"]),
            (&member, "submit", &[]),
            (&member, "submit", &["approve"]),
            (&member, "submit", &["approve", "reimburse"]),
            (&member, "submit", &["reject"]),
            (&member, "submit", &["return"]),
        ];
        for (who, intent, steps) in fates {
            let fields =
                [("merchant", "Mrchnt"), ("category_id", &*category), ("note", "Nt"), ("intent", intent)];
            let path = org.spend_as(who, &fields).await;
            for step in steps {
                let by = if *step == "delete" { who } else { &org.owner };
                let done =
                    by.post(&format!("{path}/{step}"), &[("reason", "Brkn"), ("comment", "Brkn")]).await;
                assert_eq!(done.status, 303, "{step}: {}", done.text);
            }
            expenses.push(path);
        }
        let commented = org.owner.post(&format!("{}/comments", expenses[2]), &[("text", "Hm")]).await;
        assert_eq!(commented.status, 303, "{}", commented.text);
        let invited = [("emails", "nvtd@xmpl.test"), ("role", "approver")];
        assert_eq!(org.owner.post("/members/invitations", &invited).await.status, 303);
        // One file of two expenses, so that each says of the other.
        let file = picture(7, ImageFormat::Jpeg);
        for who in [&member, &org.owner] {
            let own = org.spend_as(who, &[("merchant", "Mrchnt"), ("note", "Nt")]).await;
            let added =
                upload(who, &format!("{own}/receipts"), &Fields::of(&[]), &[("rcpt.jpg", &file)]).await;
            assert_eq!(added.status, 303, "{}", added.text);
            expenses.push(own);
        }
        org.sql(
            "INSERT INTO absences (id, member_id, delegate_id, first_day, last_day, note, created_at) \
             SELECT gen_random_uuid(), a.id, b.id, current_date + d.n, current_date + d.n + 2, 'Nt', now() \
             FROM members a, members b, (VALUES (-1), (9), (-9)) AS d (n) \
             WHERE a.role = 'approver' AND b.role = 'admin'",
        );
        let absence = org.ask("SELECT id::text FROM absences WHERE first_day > current_date");
        let receipt = org.ask("SELECT id::text FROM receipts LIMIT 1");
        let members = org.ask("SELECT string_agg(id::text, ',') FROM members");
        let members = members.split(',').map(str::to_owned).collect();
        Self { org, expenses, category, rule, absence, receipt, members }
    }

    fn fill(&self, pattern: &str) -> Vec<String> {
        let pattern = pattern
            .replace("{category}", &self.category)
            .replace("{rule}", &self.rule)
            .replace("{absence}", &self.absence)
            .replace("{receipt}", &self.receipt);
        if pattern.contains("{expense}") {
            return self.expenses.iter().map(|path| pattern.replace("/expenses/{expense}", path)).collect();
        }
        if pattern.contains("{member}") {
            return self.members.iter().map(|id| pattern.replace("{member}", id)).collect();
        }
        // Links with a secret of their own: what they say when it is wrong.
        vec![pattern.replace("{token}", "0").replace("{invitation}", "0")]
    }

    /// What all pages that somebody can open say past the catalogue, and how many pages those were.
    async fn visit(&self, who: &Client, inside: bool) -> (Vec<String>, usize) {
        let (mut found, mut seen) = (Vec::new(), 0);
        for route in app::routes() {
            let fits = route.on == On::Organization && (route.access == Access::Member) == inside;
            if !fits || route.verb != Verb::Get {
                continue;
            }
            for path in self.fill(route.path) {
                let page = who.get(&path).await;
                self.look_at(&path, &page, &mut found);
                seen += usize::from(page.status == 200);
            }
        }
        (found, seen)
    }

    fn look_at(&self, path: &str, page: &Answer, found: &mut Vec<String>) {
        assert!(page.status < 500, "{path}: {}", page.text);
        if page.header("content-type").starts_with("text/html") && page.status != 303 {
            assert!(page.text.contains("en-XA") || !page.text.contains("<html"), "{path}: {}", page.text);
            let names = [self.org.slug.as_str()];
            found.extend(
                plain_words(page, &names).into_iter().map(|text| format!("{path} {}: {text}", page.status)),
            );
        }
    }
}

#[tokio::test]
async fn every_page_of_members_speaks_through_the_catalogue() {
    let house = House::build(&accented_app().await).await;
    let (found, seen) = house.visit(&house.org.owner, true).await;
    assert!(seen >= 30, "the owner saw {seen} pages");
    let mut found: BTreeSet<String> = found.into_iter().collect();
    for name in ["mrv", "dmn", "pprv", "dt"] {
        let who = house.org.sign_in(&format!("{name}@{}.test", house.org.slug)).await;
        found.extend(house.visit(&who, true).await.0);
    }
    assert!(found.is_empty(), "{found:#?}");
}

#[tokio::test]
async fn every_page_of_strangers_speaks_through_the_catalogue() {
    let app = accented_app().await;
    let house = House::build(&app).await;
    let (mut found, _) = house.visit(&house.org.stranger(), false).await;
    for route in app::routes() {
        if route.on == On::Base && route.verb == Verb::Get {
            let path = route.path.replace("{token}", "0");
            house.look_at(&path, &app.base().get(&path).await, &mut found);
        }
    }
    let wrong = [("slug", "-"), ("email", "?"), ("password", "1"), ("currency", "?"), ("timezone", "?")];
    for path in ["/signup", "/find"] {
        house.look_at(path, &app.base().post(path, &wrong).await, &mut found);
    }
    assert!(found.is_empty(), "{found:#?}");
}

/// What is said of an expense before it is submitted.
#[tokio::test]
async fn what_is_said_while_typing_speaks_through_the_catalogue() {
    let house = House::build(&accented_app().await).await;
    let (org, mut found) = (&house.org, Vec::new());
    let limit = [("when", "over"), ("limit", "9.00"), ("effect", "block"), ("exception", "1")];
    for span in ["day", "month", "together"] {
        org.rule(&[&limit[..], &[("span", span)]].concat()).await;
    }
    let owner = org.sign_in(&org.owner_email()).await;
    for amount in ["0.01", "12.50", ""] {
        let form = [("merchant", "Mrchnt"), ("category_id", &*house.category), ("amount", amount)];
        let today = chrono::Utc::now().date_naive().to_string();
        let form = [&form[..], &[("spent_on", &*today), ("exception", "Brkn")]].concat();
        let part = owner.post("/expenses/check", &form).await;
        assert_eq!(part.status, 200);
        house.look_at("/expenses/check", &part, &mut found);
        let again = owner.post("/expenses", &[&form[..], &[("intent", "review")]].concat()).await;
        assert!(again.text.contains("data-testid=\"left\""), "{}", again.text);
        house.look_at("/expenses", &again, &mut found);
    }
    let draft = org.spend_as(&owner, &[("merchant", "Mrchnt"), ("exception", "Brkn")]).await;
    let page = owner.get(&draft).await;
    assert!(page.text.contains("data-testid=\"twin\"") && page.text.contains("data-testid=\"excepted\""));
    house.look_at(&draft, &page, &mut found);
    let twin = page.attributes("[data-testid=twin] button", "value").remove(0);
    assert_eq!(owner.post(&format!("{draft}/keep"), &[("other", &twin)]).await.status, 303);
    house.look_at(&draft, &owner.get(&draft).await, &mut found);
    let found: BTreeSet<String> = found.into_iter().collect();
    assert!(found.is_empty(), "{found:#?}");
}

#[tokio::test]
async fn the_links_of_letters_speak_through_the_catalogue() {
    let house = House::build(&accented_app().await).await;
    let member = house.org.sign_in(&format!("mrv@{}.test", house.org.slug)).await;
    let link = house.org.unsubscribe_link(&member).await;
    let mut found = Vec::new();
    for page in [house.org.stranger().get(&link).await, house.org.stranger().post(&link, &[]).await] {
        assert_eq!(page.status, 200, "{}", page.text);
        house.look_at(&link, &page, &mut found);
    }
    assert!(found.is_empty(), "{found:#?}");
}

/// What forms say of mistakes, and what is said after a deed.
#[tokio::test]
async fn mistakes_and_messages_speak_through_the_catalogue() {
    let house = House::build(&accented_app().await).await;
    let (mut found, mut refused) = (Vec::new(), 0);
    for route in app::routes() {
        if route.on != On::Organization || route.verb != Verb::Post || route.access != Access::Member {
            continue;
        }
        for path in house.fill(route.path) {
            // Anew each time: some addresses end sessions.
            let owner = house.org.sign_in(&house.org.owner_email()).await;
            let answer = owner.post(&path, &[("version", "1"), ("amount", "x"), ("role", "?")]).await;
            house.look_at(&format!("POST {path}"), &answer, &mut found);
            refused += usize::from(answer.status == 422);
            if answer.status == 303 {
                house.look_at(&format!("after {path}"), &owner.get(&answer.location()).await, &mut found);
            }
        }
    }
    let found: BTreeSet<String> = found.into_iter().collect();
    assert!(found.is_empty(), "{found:#?}");
    assert!(refused >= 10, "only {refused} forms came back with their mistakes");
}
