//! The queue, whole: what waits for oneself and what waits for others, and all that a decision needs without opening
//! anything else.

use crate::receipts::{picture, upload};
use crate::routes::office;
use crate::steps::Fields;
use crate::support::{Answer, Client};
use image::ImageFormat;
use outlay::policy::role::Role;

const ALL: &str = "/approvals?show=all";

fn links(page: &Answer) -> Vec<String> {
    page.attributes(".queue__link", "href")
}

fn boxes(page: &Answer) -> Vec<String> {
    page.attributes("input[name=ids]", "value")
}

fn id(path: &str) -> String {
    path.replace("/expenses/", "")
}

#[actix_web::test]
async fn what_waits_for_others_stands_beside_what_waits_for_oneself() {
    let office = office().await;
    let acme = &office.acme;
    let tomas = office.word("Tomas").await;
    let free = office.submitted(&office.mira, "12.00").await;
    let own = office.submitted(&office.lea, "13.00").await;
    let rule = office.route(&[(&tomas, "")]).await;
    let routed = office.submitted(&office.mira, "14.00").await;
    acme.spend_as(&office.mira, &[("merchant", "Only a draft")]).await;

    let lea = (office.lea.get("/approvals").await, office.lea.get(ALL).await);
    assert_eq!(links(&lea.0), [&*free]);
    assert_eq!(links(&lea.1), [&*free, &routed], "not one's own, and no drafts");
    assert_eq!(lea.1.first("h1").as_deref(), Some("2 expenses wait for a decision"));
    assert_eq!(boxes(&lea.1), [format!("{}:2", id(&free))], "she may not decide about the other");
    assert_eq!(lea.1.attributes(".queue__act", "formaction"), [format!("{free}/approve")]);
    assert_eq!(lea.1.texts("[data-testid=waits]")[1..], ["Waiting for Tomas"]);
    assert!(lea.0.texts("[data-testid=waits]").is_empty(), "all of these wait for her");
    assert_eq!(lea.1.attributes(".tabs__link[aria-current]", "href"), [ALL]);

    let jonas = office.jonas.get(ALL).await;
    assert_eq!(links(&jonas), [&*free, &own, &routed]);
    assert_eq!(boxes(&jonas).len(), 3, "an admin may decide about all of them");
    let forged = format!("{}:2", id(&routed));
    let refused =
        office.lea.post("/approvals", &[("ids", &forged), ("action", "approve"), ("show", "all")]).await;
    assert_eq!((refused.status, links(&refused).len()), (409, 2), "the page it was sent from");
    let none = office.jonas.post("/approvals", &[("action", "approve"), ("show", "all")]).await;
    assert_eq!((none.status, links(&none).len()), (422, 3));
    let done =
        office.jonas.post("/approvals", &[("ids", &forged), ("action", "approve"), ("show", "all")]).await;
    assert_eq!(done.location(), ALL);
    let back = acme.owner.post(&format!("{own}/return"), &[("comment", "Which?"), ("show", "all")]).await;
    assert_eq!(back.location(), ALL, "one row decided in the list of all leads back to it");
    assert_eq!(office.lea.post(&format!("{own}/submit"), &[]).await.status, 303);
    assert_eq!(acme.ask("SELECT count(*) FROM expenses WHERE status = 'approved'"), "1");
    for (odd, status) in [("show=", 200), ("show=%00", 200), ("show=all&show=all", 400), ("x=1", 200)] {
        assert_eq!(office.lea.get(&format!("/approvals?{odd}")).await.status, status, "{odd}");
    }

    acme.owner.post(&format!("/settings/rules/{rule}/off"), &[]).await;
    let eva = acme.member("Eva", Role::Auditor).await;
    for browser in [&office.mira, &eva] {
        assert_eq!(browser.get(ALL).await.status, 403);
    }
    for (path, decider) in [(&free, &office.lea), (&own, &office.jonas)] {
        assert_eq!(decider.post(&format!("{path}/approve"), &[]).await.status, 303);
    }
    let page = office.lea.get(ALL).await;
    assert_eq!(page.first("h1").as_deref(), Some("Nothing that others submitted waits"));
}

#[actix_web::test]
async fn a_row_says_all_that_a_decision_needs() {
    let office = office().await;
    let (acme, mira, lea) = (&office.acme, &office.mira, &office.lea);
    let limit =
        [("when", "over"), ("limit", "50.00"), ("span", "expense"), ("effect", "block"), ("exception", "1")];
    acme.rule(&limit).await;
    let (jpeg, other) = (picture(1, ImageFormat::Jpeg), picture(2, ImageFormat::Jpeg));
    let files = [("bill.jpg", &jpeg[..]), ("menu.jpg", &other)];
    let fields = Fields::expense(acme).await.with("merchant", "Hotel Sacher").with("amount", "84.20");
    let first = upload(mira, "/expenses", &fields, &files).await.location();
    let reason = [("exception", "The only one that was free")];
    assert_eq!(mira.post(&format!("{first}/submit"), &reason).await.status, 303);
    mira.post(&format!("{first}/comments"), &[("text", "With the client of <b>May</b>")]).await;
    // The same once more, which nobody says anything of, and a third that is said to be another.
    let again = [
        ("merchant", "Hotel Sacher"),
        ("amount", "84.20"),
        ("exception", "Free again"),
        ("intent", "submit"),
    ];
    let second = acme.spend_as(mira, &again).await;
    let third = acme.spend_as(mira, &again[..3]).await;
    for other in [&first, &second] {
        assert_eq!(mira.post(&format!("{third}/keep"), &[("other", &id(other))]).await.status, 303);
    }
    assert_eq!(mira.post(&format!("{third}/submit"), &[]).await.status, 303);
    let draft = acme.spend_as(mira, &[("merchant", "Kiosk"), ("amount", "7.00")]).await;
    let of_draft =
        acme.spend_as(mira, &[("merchant", "Kiosk"), ("amount", "7.00"), ("intent", "submit")]).await;

    let page = lea.get("/approvals").await;
    let row = |path: &str, what: &str| format!("[data-id='{}'] {what}", id(path));
    let rule = "Expenses over 50.00 EUR can’t be submitted. A written reason is enough too.";
    assert_eq!(page.texts(&row(&first, ".broken__says")), [rule]);
    assert_eq!(page.texts(&row(&first, "[data-testid=excepted] q")), ["The only one that was free"]);
    let papers = page.attributes(&row(&first, "[data-testid=paper]"), "href");
    let pictures = page.attributes(&row(&first, "[data-testid=paper] img"), "src");
    assert_eq!(
        (papers.len(), page.attributes(&row(&first, "img"), "alt")),
        (2, vec!["bill.jpg".to_owned(), "menu.jpg".to_owned()])
    );
    for address in papers.iter().chain(&pictures) {
        assert_eq!(lea.get(address).await.status, 200, "{address}");
    }
    assert_eq!(page.attributes(&row(&second, "[data-testid=twin] a"), "href"), [&*first]);
    assert!(page.texts(&row(&third, "[data-testid=twin]")).is_empty(), "somebody said that it is another");
    assert_eq!(page.attributes(&row(&third, "[data-testid=kept] a"), "href"), [&*first, &second]);
    assert!(
        page.texts(&row(&third, "[data-testid=kept]"))[0]
            .starts_with("Mira said that these are two expenses:")
    );
    let draft_too = |page: &Answer| page.attributes(&row(&of_draft, "[data-testid=twin] a"), "href");
    assert!(draft_too(&page).is_empty(), "another's draft is none of hers");
    assert_eq!(draft_too(&office.jonas.get("/approvals").await), [&*draft], "an admin sees drafts");
    let history = page.texts(&row(&first, "[data-testid=history] .history__item span"));
    assert_eq!(history[0], "Mira submitted it");
    assert!(history.last().is_some_and(|last| last == "Mira recorded it"), "{history:?}");
    assert_eq!(page.texts(&row(&first, ".comments__text")), ["With the client of <b>May</b>"]);
    assert_eq!(page.texts(&row(&first, "summary"))[0], "History and 1 comment Hotel Sacher, €84.20");
    assert!(!page.text.contains("<b>May"));
}

#[actix_web::test]
async fn the_list_says_whom_what_was_submitted_waits_for() {
    let office = office().await;
    let lea = office.word("Lea").await;
    let waits = async |who: &Client| who.get("/expenses").await.texts(".row__waits");
    let anybody = office.submitted(&office.mira, "12.00").await;
    assert!(waits(&office.mira).await.is_empty(), "anybody may decide, as its status says");
    office.route(&[("role:admin", ""), (&lea, "")]).await;
    let path = office.submitted(&office.mira, "13.00").await;
    office.acme.spend_as(&office.mira, &[("merchant", "Only a draft")]).await;
    for browser in [&office.mira, &office.tomas, &office.acme.owner] {
        assert_eq!(waits(browser).await, ["Waiting for any admin (Jonas)"]);
    }
    assert_eq!(office.jonas.post(&format!("{path}/approve"), &[("version", "2")]).await.status, 303);
    assert_eq!(waits(&office.mira).await, ["Waiting for Lea"]);
    let page = office.acme.path_of("Lea").await;
    assert_eq!(office.acme.owner.post(&format!("{page}/deactivate"), &[("sure", "1")]).await.status, 303);
    assert_eq!(waits(&office.mira).await, ["Lea left: waiting for any admin or owner"]);
    for path in [&anybody, &path] {
        let approved = office.acme.owner.post(&format!("{path}/approve"), &[]).await;
        assert_eq!(approved.status, 303, "{}", approved.text);
    }
    assert!(waits(&office.mira).await.is_empty());
}

#[actix_web::test]
async fn who_records_and_submits_at_once_is_told_what_came_of_it() {
    let office = office().await;
    let (acme, mira) = (&office.acme, &office.mira);
    acme.rule(&[("when", "merchant"), ("merchant", "Post"), ("effect", "approve")]).await;
    let said = async |fields: &[(&str, &str)]| {
        let path = acme.spend_as(mira, fields).await;
        mira.get(&path).await.shown("flash")
    };
    let post = [("merchant", "Post"), ("amount", "4.20"), ("intent", "submit")];
    assert_eq!(said(&post).await, "Submitted €4.20. A rule approved it.");
    assert_eq!(said(&[("merchant", "Hotel"), post[1], post[2]]).await, "Submitted €4.20.");
    let draft = acme.spend_as(mira, &[("merchant", "Poste")]).await;
    let form = mira.get(&format!("{draft}/edit")).await.hidden(&draft);
    let form = form.with("merchant", "Post").with("amount", "5.00").with("spent_on", "2026-11-20");
    let form = form
        .with("currency", "EUR")
        .with("category_id", &acme.category("Meals").await)
        .with("intent", "submit");
    let saved = mira.post(&draft, &form.pairs()).await;
    assert_eq!(saved.status, 303, "{}", saved.text);
    assert_eq!(mira.get(&draft).await.shown("flash"), "Submitted €5.00. A rule approved it.");
}
