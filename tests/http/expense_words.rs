//! That the pages of expenses and approvals speak through the catalogue alone, and what some of them say in German.

use crate::accents::{accented_app, plain_words};
use crate::steps::Fields;
use crate::support::{Answer, Client, Organization, TestApp};
use outlay::policy::role::Role;

/// What people called things.
const NAMES: &[&str] = &["Olivia Owner", "Mira", "Avery", "Café Central", "Outlay", "Acme", "acme"];

/// Accents on every vowel: what stands without them on these pages never went through the catalogue. Dates are Japanese
/// ones, which have no vowels at all.
async fn accented() -> (Organization, Client) {
    let app = accented_app().await;
    let acme = app.organization_with("acme", &[("locale", "ja-JP")]).await;
    let mira = acme.member("Mira", Role::Member).await;
    (acme, mira)
}

fn says_nothing_itself(page: &Answer, status: u16) {
    assert_eq!(page.status, status, "{}", page.text);
    assert_eq!(page.attribute("html", "lang").as_deref(), Some("en-XA"));
    let found = plain_words(page, NAMES);
    assert!(found.is_empty(), "{found:?} in {}", page.text);
}

#[actix_web::test]
async fn lists_and_forms_have_no_words_of_their_own() {
    let (acme, mira) = accented().await;
    for path in ["/expenses", "/expenses?status=trash", "/expenses?q=qq&currency=EUR", "/expenses/new"] {
        says_nothing_itself(&acme.owner.get(path).await, 200);
    }
    says_nothing_itself(&mira.get("/expenses?status=nn&from=nn").await, 422);
    says_nothing_itself(&mira.post("/expenses", &[("amount", "-")]).await, 422);
    let path = acme.spend_as(&mira, &[("note", "Brgr")]).await;
    let abroad = acme.spend_as(&mira, &[("currency", "USD")]).await;
    let submitted = acme.spend_as(&mira, &[("intent", "submit")]).await;
    for path in ["/expenses", "/expenses?filter=open", "/expenses?sort=amount&per=1", &path, &abroad] {
        says_nothing_itself(&mira.get(path).await, 200);
    }
    says_nothing_itself(&acme.owner.get("/expenses?filter=open").await, 200);
    says_nothing_itself(&mira.get(&format!("{path}/edit")).await, 200);
    let id = |path: &str| path.replace("/expenses/", "");
    let (one, other) = (id(&path), id(&submitted));
    let wordless = [("action", "return"), ("ids", other.as_str())];
    says_nothing_itself(&acme.owner.post("/expenses/bulk", &wordless).await, 422);
    let both = [("action", "submit"), ("ids", one.as_str()), ("ids", "00000000-0000-7000-8000-000000000000")];
    says_nothing_itself(&mira.post("/expenses/bulk", &both).await, 200);
    mira.post(&format!("{path}/withdraw"), &[]).await;
    mira.post(&format!("{path}/delete"), &[]).await;
    says_nothing_itself(&mira.get(&path).await, 200);
    says_nothing_itself(&mira.get("/expenses?status=trash").await, 200);
}

#[actix_web::test]
async fn what_stands_in_the_way_of_saving_has_no_words_of_its_own() {
    let (acme, mira) = accented().await;
    let token = mira.get("/expenses/new").await.field("form_token").expect("a token");
    let form = Fields::expense(&acme).await.with("form_token", &token).with("note", "Brgr");
    let path = mira.post("/expenses", &form.pairs()).await.location();
    let other = form.clone().with("amount", "14.00");
    says_nothing_itself(&mira.post("/expenses", &other.pairs()).await, 409);
    let edit = form.without("form_token").with("version", "1");
    mira.post(&path, &edit.clone().with("note", "").pairs()).await;
    let mine = edit.with("amount", "15.00").with("refund", "1");
    says_nothing_itself(&mira.post(&path, &mine.pairs()).await, 409);
}

#[actix_web::test]
async fn approvals_and_what_follows_have_no_words_of_their_own() {
    let (acme, mira) = accented().await;
    let avery = acme.member("Avery", Role::Approver).await;
    says_nothing_itself(&avery.get("/approvals").await, 200);
    let submit = async || acme.spend_as(&mira, &[("intent", "submit")]).await;
    let (first, second, third) = (submit().await, submit().await, submit().await);
    for path in ["/approvals", &first] {
        says_nothing_itself(&avery.get(path).await, 200);
    }
    let id = |path: &str| path.replace("/expenses/", "");
    let (one, two) = (id(&first), id(&second));
    says_nothing_itself(&avery.post("/approvals", &[("action", "reject"), ("ids", one.as_str())]).await, 422);
    says_nothing_itself(&avery.post(&format!("{first}/return"), &[("version", "2")]).await, 422);
    mira.post(&format!("{second}/withdraw"), &[]).await;
    let both = [("action", "approve"), ("ids", one.as_str()), ("ids", two.as_str())];
    says_nothing_itself(&avery.post("/approvals", &both).await, 200);
    avery.post(&format!("{first}/comments"), &[("text", "Hm")]).await;
    for reader in [&acme.owner, &avery, &mira] {
        says_nothing_itself(&reader.get(&first).await, 200);
    }
    avery.post(&format!("{third}/reject"), &[("reason", "Hm")]).await;
    says_nothing_itself(&mira.get(&third).await, 200);
}

#[actix_web::test]
async fn a_list_speaks_german() {
    let app = TestApp::start().await;
    let acme = app.organization_with("acme", &[("locale", "de-AT")]).await;
    assert_eq!(acme.owner.get("/expenses").await.texts(".empty__title"), ["Noch keine Ausgaben"]);
    acme.spend("12,50", "Café Central").await;
    let list = acme.owner.get("/expenses").await;
    assert_eq!(list.texts(".totals__main"), ["1 Ausgabe, 12,50 EUR"]);
    assert_eq!(list.attributes(".row__check input", "aria-label"), ["Café Central auswählen"]);
    assert_eq!(list.texts("#bulk label.check"), ["Die 1 passende Ausgabe"]);
    assert_eq!(list.attributes("#selected", "data-one"), ["{number} ausgewählt, {amount}"]);
}
