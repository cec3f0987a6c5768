//! Every role, every state, every step, for one's own, another's and a left-behind expense: what the page offers is what
//! the policy says, and so is what the addresses answer.

use crate::support::{Client, Organization, TestApp};
use outlay::policy::life::{Step, transition};
use outlay::policy::rights::{Relation, Verdict, may, offered};
use outlay::policy::role::Role;
use outlay::policy::status::Status;
use std::collections::BTreeSet;

struct Walk {
    acme: Organization,
    path: String,
    category: String,
}

/// The last part of a step's address.
fn address(step: Step) -> &'static str {
    if step == Step::Comment { "comments" } else { step.verb() }
}

impl Walk {
    /// Puts the expense where the walk wants it.
    fn put(&self, member: &str, status: Status, decided_by: &str) {
        let paid = if status == Status::Settled { "card" } else { "own" };
        let trashed = if status == Status::Trash { "now()" } else { "NULL" };
        let decided = if status.is_draft() || status == Status::Submitted { "NULL" } else { decided_by };
        self.acme.sql(&format!(
            "UPDATE expenses SET member_id = (SELECT id FROM members WHERE name = '{member}'), status = '{}', \
             trashed_at = {trashed}, paid_with = '{paid}', version = 1, submitted_at = now(), decision_reason = NULL, \
             decided_by = (SELECT id FROM members WHERE name = {decided}), category_id = '{}'",
            status.stored(),
            self.category
        ));
    }

    async fn ask(&self, browser: &Client, step: Step) -> u16 {
        if step == Step::Edit {
            let answer = browser.get(&format!("{}/edit", self.path)).await;
            return if answer.status == 200 { 303 } else { answer.status };
        }
        let fields = [
            ("version", "1"),
            ("reason", "Because"),
            ("comment", "Because"),
            ("text", "Because"),
            ("category_id", self.category.as_str()),
        ];
        browser.post(&format!("{}/{}", self.path, address(step)), &fields).await.status
    }

    /// What the page offers; nothing where it is not there.
    async fn shown(&self, browser: &Client) -> (u16, BTreeSet<String>) {
        let page = browser.get(&self.path).await;
        let mut found: BTreeSet<String> = BTreeSet::new();
        let forms = page.attributes(".head form, .deeds form, .comments form", "action");
        let links = page.attributes("main a", "href");
        for address in forms.into_iter().chain(links.into_iter().filter(|link| link.ends_with("/edit"))) {
            found.extend(address.strip_prefix(&format!("{}/", self.path)).map(str::to_owned));
        }
        (page.status, found)
    }
}

fn expected(role: Role, relation: Relation, status: Status, step: Step) -> u16 {
    match may(role, relation, status, step) {
        Verdict::Hidden => 404,
        Verdict::Refused => 403,
        // What is so already: the second click of a double one.
        Verdict::Yes if (status, step) == (Status::Trash, Step::Trash) => 303,
        Verdict::Yes if (status, step) == (Status::Draft, Step::Restore) => 303,
        Verdict::Yes if transition(status, step).is_ok() => 303,
        Verdict::Yes => 409,
    }
}

#[actix_web::test]
async fn what_is_offered_is_what_is_accepted_everywhere() {
    let acme = TestApp::start().await.organization("walk").await;
    let mut people = vec![("Olivia Owner", Role::Owner, acme.owner.clone())];
    for (name, role) in
        [("Ada", Role::Admin), ("Avery", Role::Approver), ("Mira", Role::Member), ("Eva", Role::Auditor)]
    {
        people.push((name, role, acme.member(name, role).await));
    }
    for name in ["Other", "Left"] {
        acme.member(name, Role::Member).await;
    }
    acme.sql("UPDATE members SET deactivated_at = now() WHERE name = 'Left'");
    let category = acme.category("Meals").await;
    let walk = Walk { path: acme.spend("12.50", "Walked").await, acme, category };
    let mut steps = 0;
    for (name, role, browser) in &people {
        for status in Status::ALL {
            let others = if status.is_draft() { Relation::OthersDraft } else { Relation::Others };
            let left = if status.is_draft() { Relation::LeftBehindDraft } else { Relation::Others };
            let mut cases = vec![
                (*name, "'Other'", Relation::Own),
                ("Other", "'Left'", others),
                ("Left", "'Other'", left),
            ];
            let own_decision = format!("'{name}'");
            if Relation::DecidedByThem.fits(status) {
                cases.push(("Other", own_decision.as_str(), Relation::DecidedByThem));
            }
            for (whose, decided_by, relation) in cases {
                let what = format!("{role:?}, {relation:?}, {status:?}");
                walk.put(whose, status, decided_by);
                let shown = walk.shown(browser).await;
                let visible = may(*role, relation, status, Step::Comment) != Verdict::Hidden;
                assert_eq!(shown.0, if visible { 200 } else { 404 }, "{what}");
                let offers: BTreeSet<String> = offered(*role, relation, status)
                    .into_iter()
                    .map(|step| address(step).to_owned())
                    .collect();
                assert_eq!(shown.1, offers, "{what}");
                for step in Step::ALL {
                    let answer = walk.ask(browser, step).await;
                    assert_eq!(answer, expected(*role, relation, status, step), "{what}, {step:?}");
                    steps += 1;
                    if answer == 303 && !matches!(step, Step::Edit | Step::Comment) {
                        walk.put(whose, status, decided_by);
                    }
                }
            }
        }
    }
    assert!(steps > 1_200, "{steps}");
}
