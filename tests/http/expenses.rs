//! Recording expenses and looking at them: money and dates as each locale writes them.

use crate::steps::{Fields, plain};
use crate::support::{Answer, Organization, TestApp};
use outlay::domain::locale::Locale;
use reqwest::Method;

async fn in_locale(currency: &str, locale: &str) -> Organization {
    let app = TestApp::start().await;
    app.organization_with("locale", &[("currency", currency), ("locale", locale)]).await
}

/// What stands large on the page of an expense.
fn figure(page: &Answer) -> String {
    plain(&page.first(".sheet__figure").unwrap_or_default())
}

#[actix_web::test]
async fn an_expense_is_recorded_shown_and_listed() {
    let acme = TestApp::start().await.organization("acme").await;
    let form = Fields::expense(&acme).await.with("spent_on", "2026-11-02");
    let answer = acme.owner.post("/expenses", &form.pairs()).await;
    assert_eq!(answer.status, 303);
    let page = acme.owner.get(&answer.location()).await;
    assert_eq!(page.shown("flash"), "Saved €12.50.");
    assert_eq!(page.first("h1").as_deref(), Some("Café Central"));
    assert_eq!(figure(&page), "€12.50");
    assert_eq!(
        page.texts(".details dd"),
        ["November 2, 2026", "Meals", "Olivia Owner", "Breakfast with the client"]
    );
    assert_eq!(page.texts(".history__item span"), ["Olivia Owner recorded it"]);
    let again = acme.owner.get(&answer.location()).await;
    assert_eq!(again.testid("flash"), None, "a flash is shown once");
    let list = acme.owner.get("/expenses").await;
    let id = answer.location().replace("/expenses/", "");
    assert_eq!(list.attributes("[data-testid=expense-row]", "data-id"), [id]);
    assert_eq!(acme.owner.get("/").await.first("h1").as_deref(), Some("1 draft to submit"));
}

#[actix_web::test]
async fn amounts_are_read_and_written_as_the_locale_does() {
    for (currency, locale, typed, shown, total, editable) in [
        ("EUR", "en", "1,234.50", "€1,234.50", "1,234.50 EUR", "1234.50"),
        ("EUR", "en", "1,234", "€1,234.00", "1,234.00 EUR", "1234.00"),
        ("EUR", "en", "12,5", "€12.50", "12.50 EUR", "12.50"),
        ("EUR", "de-AT", "1.234,50", "€ 1.234,50", "1.234,50 EUR", "1234,50"),
        ("EUR", "de-AT", "1.234", "€ 1.234,00", "1.234,00 EUR", "1234,00"),
        ("EUR", "de-AT", "€ 12", "€ 12,00", "12,00 EUR", "12,00"),
        ("CHF", "de-CH", "1'234.50", "CHF 1'234.50", "1'234.50 CHF", "1234.50"),
        ("JPY", "ja-JP", "1,234", "¥1,234", "1,234 JPY", "1234"),
        ("JPY", "ja-JP", "１２３４", "¥1,234", "1,234 JPY", "1234"),
        ("KWD", "en", "1.234", "KWD 1.234", "1.234 KWD", "1.234"),
        ("KWD", "en", "1,234.5", "KWD 1,234.500", "1,234.500 KWD", "1234.500"),
    ] {
        let org = in_locale(currency, locale).await;
        let expense = org.spend_as(&org.owner, &[("amount", typed), ("currency", currency)]).await;
        assert_eq!(figure(&org.owner.get(&expense).await).replace('￥', "¥"), shown, "{locale} {typed}");
        assert_eq!(org.owner.get("/expenses").await.shown("total-amount"), total, "{locale} {typed}");
        let form = org.owner.get(&format!("{expense}/edit")).await;
        assert_eq!(form.field("amount").as_deref(), Some(editable), "{locale} {typed}");
        // What the form shows is what it reads: saving unchanged changes nothing.
        let hidden = form.hidden(&expense);
        let unchanged = ["amount", "currency", "spent_on", "merchant", "category_id", "note"]
            .iter()
            .fold(hidden, |fields, name| fields.with(name, &form.field(name).unwrap_or_default()));
        assert_eq!(org.owner.post(&expense, &unchanged.pairs()).await.status, 303, "{locale} {typed}");
        assert_eq!(org.ask("SELECT version FROM expenses"), "1", "{locale} {typed}");
    }
}

#[actix_web::test]
async fn dates_are_written_as_the_locale_does() {
    for (locale, long, month) in [
        ("en-GB", "2 November 2026", "November 2026"),
        ("de-AT", "2. November 2026", "November 2026"),
        ("ja-JP", "2026年11月2日", "2026年11月"),
    ] {
        let org = in_locale("EUR", locale).await;
        let expense = org.spend_as(&org.owner, &[("spent_on", "2026-11-02"), ("amount", "5")]).await;
        let page = org.owner.get(&expense).await;
        assert_eq!(page.texts(".details time"), [long]);
        assert_eq!(page.attribute(".details time", "datetime").as_deref(), Some("2026-11-02"));
        assert_eq!(org.owner.get("/expenses").await.texts(".month__name"), [month]);
        let form = org.owner.get(&format!("{expense}/edit")).await;
        assert_eq!(form.field("spent_on").as_deref(), Some("2026-11-02"), "a date input knows one form only");
    }
}

#[actix_web::test]
async fn another_currency_is_converted_at_the_rate_typed() {
    let acme = in_locale("EUR", "en").await;
    for (amount, rate, base) in [
        ("10.00", "0.9", "9.00 EUR at 0.9"),
        // Half to even: 0.125, 0.375 and 0.025 lie in the middle.
        ("0.25", "0.5", "0.12 EUR at 0.5"),
        ("0.75", "0.5", "0.38 EUR at 0.5"),
        ("0.05", "0.5", "0.02 EUR at 0.5"),
        ("100.00", "0,9214", "92.14 EUR at 0.9214"),
    ] {
        let fields = [("amount", amount), ("currency", "USD"), ("rate", rate)];
        let page = acme.owner.get(&acme.spend_as(&acme.owner, &fields).await).await;
        assert_eq!(figure(&page), format!("${amount}"));
        assert_eq!(page.texts(".sheet__base"), [base]);
    }
    let kyoto = in_locale("JPY", "en").await;
    for (amount, base) in [("1.00", "150 JPY at 150.5"), ("3.00", "452 JPY at 150.5")] {
        let fields = [("amount", amount), ("currency", "USD"), ("rate", "150.5")];
        let page = kyoto.owner.get(&kyoto.spend_as(&kyoto.owner, &fields).await).await;
        assert_eq!(page.texts(".sheet__base"), [base]);
    }
}

#[actix_web::test]
async fn in_every_locale_a_form_reads_what_it_shows() {
    let acme = in_locale("EUR", "en").await;
    let fields = [("amount", "1234.50"), ("currency", "USD"), ("rate", "0.9214")];
    let expense = acme.spend_as(&acme.owner, &fields).await;
    for (locale, _) in
        Locale::common().iter().chain(&[("fa-IR", ""), ("bn-BD", ""), ("my-MM", ""), ("de-LI", "")])
    {
        acme.sql(&format!("UPDATE members SET locale = '{locale}'"));
        let form = acme.owner.get(&format!("{expense}/edit")).await;
        let names = ["amount", "currency", "rate", "spent_on", "merchant", "category_id", "note", "version"];
        let shown = names.map(|name| (name, form.field(name).unwrap_or_default()));
        let pairs: Vec<_> = shown.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let answer = acme.owner.post(&expense, &pairs).await;
        assert_eq!(answer.status, 303, "{locale}: {pairs:?}");
        assert_eq!(acme.ask("SELECT version FROM expenses"), "1", "{locale}: {pairs:?}");
        for path in ["/", "/expenses", &expense] {
            assert_eq!(acme.owner.get(path).await.status, 200, "{locale} {path}");
        }
    }
}

#[actix_web::test]
async fn without_a_rate_it_is_counted_and_not_summed() {
    let acme = in_locale("EUR", "en").await;
    acme.spend("12.50", "Lunch").await;
    acme.spend_as(&acme.owner, &[("amount", "10.00"), ("currency", "USD"), ("rate", "0.9")]).await;
    let waiting = acme.spend_as(&acme.owner, &[("amount", "5.00"), ("currency", "USD")]).await;
    let page = acme.owner.get(&waiting).await;
    assert_eq!(page.texts(".sheet__base"), ["No rate yet, so it counts in no EUR total"]);
    let list = acme.owner.get("/expenses").await;
    assert_eq!(list.shown("total-count"), "3");
    assert_eq!(list.shown("total-amount"), "21.50 EUR", "12.50 + 10.00 x 0.9");
    assert_eq!(
        list.texts(".totals-more p"),
        ["12.50 EUR", "15.00 USD", "1 expense without a rate, not in the total"],
        "10.00 + 5.00 USD"
    );
    let typed = Fields::expense(&acme).await.with("currency", "USD").with("amount", "5").with("rate", "0.8");
    assert_eq!(acme.owner.post(&waiting, &typed.pairs()).await.status, 303);
    assert_eq!(acme.owner.get("/expenses").await.shown("total-amount"), "25.50 EUR", "12.50 + 9.00 + 4.00");
}

#[actix_web::test]
async fn a_form_may_come_in_parts() {
    let acme = TestApp::start().await.organization("acme").await;
    let form = Fields::expense(&acme).await.with("merchant", "Käse & Wein");
    let boundary = "----outlay";
    let mut body = String::new();
    for (name, value) in form.pairs() {
        body +=
            &format!("--{boundary}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
    }
    body += &format!(
        "--{boundary}\r\nContent-Disposition: form-data; name=\"receipt\"; filename=\"\"\r\n\
         Content-Type: application/octet-stream\r\n\r\n\r\n--{boundary}--\r\n"
    );
    let media_type = format!("multipart/form-data; boundary={boundary}");
    let headers = [("sec-fetch-site", "same-origin"), ("content-type", media_type.as_str())];
    let answer = acme.owner.send(Method::POST, "/expenses", &headers, Some(body.into_bytes())).await;
    assert_eq!(answer.status, 303, "{}", answer.text);
    assert_eq!(acme.owner.get(&answer.location()).await.first("h1").as_deref(), Some("Käse & Wein"));
}

#[actix_web::test]
async fn the_form_begins_with_today_and_what_was_used_last() {
    let app = TestApp::start().await;
    // East and west of the date line, so that at any moment one of them has another day than UTC.
    for zone in ["Pacific/Kiritimati", "Pacific/Pago_Pago", "Europe/Vienna"] {
        let org = app.organization_with("zone", &[("timezone", zone)]).await;
        let form = org.owner.get("/expenses/new").await;
        let today = org.ask(&format!("SELECT (now() AT TIME ZONE '{zone}')::date"));
        assert_eq!(form.field("spent_on"), Some(today), "{zone}");
    }
    let acme = app.organization("acme").await;
    let software = acme.category("Software").await;
    acme.spend_as(&acme.owner, &[("currency", "USD"), ("category_id", &software)]).await;
    let form = acme.owner.get("/expenses/new").await;
    assert_eq!(form.field("currency").as_deref(), Some("USD"));
    assert_eq!(form.field("category_id"), Some(software));
    assert_eq!(form.field("amount").as_deref(), Some(""));
    assert_eq!(form.attributes("#merchants option", "value"), ["Café Central"]);
}

#[actix_web::test]
async fn save_and_add_another_keeps_the_date() {
    let acme = TestApp::start().await.organization("acme").await;
    let first = acme.owner.get("/expenses/new").await.field("form_token");
    let form = Fields::expense(&acme).await.with("spent_on", "2026-11-02").with("intent", "save_and_new");
    let answer = acme.owner.post("/expenses", &form.pairs()).await;
    assert_eq!(answer.location(), "/expenses/new?spent_on=2026-11-02");
    let next = acme.owner.get(&answer.location()).await;
    assert_eq!(next.field("spent_on").as_deref(), Some("2026-11-02"));
    assert_eq!(next.shown("flash"), "Saved €12.50.");
    assert_ne!(next.field("form_token"), first);
    for nonsense in ["x", "2026-02-30", "%3Cscript%3E", "-262143-01-01"] {
        assert_eq!(
            acme.owner.get(&format!("/expenses/new?spent_on={nonsense}")).await.status,
            200,
            "{nonsense}"
        );
    }
}
