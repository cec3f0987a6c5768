//! Middleware at the edge: every [`AppError`] becomes a page that says what happened and what to do next, or problem
//! details (RFC 9457) for whoever asks for JSON. Its cause goes to the log once, here, and nowhere else.

use crate::domain::fault::FieldErrors;
use crate::error::{AppError, KeptForm};
use crate::identity::brand;
use crate::identity::handlers::{SignInDesk, login_view};
use crate::identity::kept;
use crate::identity::viewer::Viewer;
use crate::identity::views::LoginMessage;
use crate::identity::visit::Visit;
use crate::telemetry::RequestId;
use crate::tenancy::resolve::{Org, Place, Site};
use crate::web::brand::Brand;
use crate::web::chrome::Chrome;
use crate::web::error_views::{Again, ErrorPage, FramedErrorPage, Problem, Way, Words};
use crate::web::frame::{Hidden, Page};
use crate::web::keyring::Keyring;
use crate::web::negotiate::{Told, wants_json};
use crate::web::reader::{Heard, Reader};
use crate::web::respond;
use crate::words::{Language, Phrase, phrase};
use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{ALLOW, CONTENT_TYPE, HeaderValue, RETRY_AFTER, SET_COOKIE};
use actix_web::http::{Method, StatusCode};
use actix_web::middleware::Next;
use actix_web::web::Data;
use actix_web::{FromRequest, HttpMessage, HttpRequest, HttpResponse, ResponseError};
use chrono::Utc;
use serde_json::json;

/// The middleware.
pub async fn pages(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, actix_web::Error> {
    let response = next.call(request).await?.map_into_boxed_body();
    if response.response().error().is_none() {
        return Ok(for_programs(response));
    }
    let (request, response) = response.into_parts();
    let foreign = response.error().filter(|error| error.as_error::<AppError>().is_none()).map(foreign);
    let error = foreign.as_ref().or_else(|| response.error().and_then(|error| error.as_error()));
    let Some(error) = error else { return Ok(ServiceResponse::new(request, response)) };
    log(error);
    let mut answer = match answer(&request, error).await {
        Ok(answer) => answer,
        Err(second) => {
            tracing::error!(cause = %second, "the page of an error could not be made");
            plain(error, Reader::of(&request).0)
        }
    };
    for cookie in response.headers().get_all(SET_COOKIE) {
        answer.headers_mut().append(SET_COOKIE, cookie.clone());
    }
    if let Some(seconds) = error.retry_after_seconds() {
        answer.headers_mut().insert(RETRY_AFTER, HeaderValue::from(seconds));
    }
    Ok(ServiceResponse::new(request, answer))
}

/// A form that a handler shows again, a conflict with both versions: pages that a program can't read. Whoever asks for
/// JSON gets problem details instead, with the faults of the fields.
fn for_programs(response: ServiceResponse<BoxBody>) -> ServiceResponse<BoxBody> {
    let media_type = response.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let is_page = media_type.is_some_and(|media_type| media_type.starts_with("text/html"));
    if !(response.status().is_client_error() || response.status().is_server_error())
        || !is_page
        || !wants_json(response.request())
    {
        return response;
    }
    let (request, page) = response.into_parts();
    let (status, faults) = (page.status(), page.extensions().get::<FieldErrors>().cloned());
    let told = page.extensions().get::<Told>().map(|told| (told.code, told.problem.clone()));
    let (code, problem) = told.unwrap_or_else(|| match status {
        StatusCode::FORBIDDEN => ("forbidden", Problem::Forbidden),
        StatusCode::NOT_FOUND => ("not-found", Problem::NotFound),
        StatusCode::CONFLICT => ("conflict", Problem::Conflict),
        StatusCode::UNPROCESSABLE_ENTITY => ("unprocessable", Problem::Unprocessable),
        StatusCode::TOO_MANY_REQUESTS => {
            let seconds = page.headers().get(RETRY_AFTER).and_then(|value| value.to_str().ok()?.parse().ok());
            ("too-many", Problem::TooManyRequests { seconds: seconds.unwrap_or(60) })
        }
        StatusCode::SERVICE_UNAVAILABLE => ("unavailable", Problem::DatabaseAway),
        _ => ("refused", Problem::BadRequest),
    });
    let language = Heard::of(&request).get().unwrap_or_else(|| Reader::of(&request).0);
    let mut answer = problem_details(&request, status, code, &problem.words(), faults.as_ref(), language);
    for (name, value) in page.headers() {
        if [SET_COOKIE, RETRY_AFTER].contains(name) {
            answer.headers_mut().append(name.clone(), value.clone());
        }
    }
    ServiceResponse::new(request, answer)
}

/// What actix itself refuses: an address that is no id, a query that is no text.
fn foreign(error: &actix_web::Error) -> AppError {
    match error.as_response_error().status_code() {
        StatusCode::NOT_FOUND => AppError::NotFound,
        StatusCode::PAYLOAD_TOO_LARGE => AppError::TooLarge { limit: crate::web::forms::FORM_LIMIT },
        status if status.is_client_error() => AppError::BadRequest(phrase!("request-unreadable")),
        _ => AppError::internal(error.to_string()),
    }
}

fn log(error: &AppError) {
    let code = error.code();
    match error.status_code() {
        StatusCode::INTERNAL_SERVER_ERROR => tracing::error!(code, cause = %error, "failed"),
        status if status.is_server_error() => tracing::warn!(code, cause = %error, "could not be served"),
        _ => tracing::debug!(code, cause = %error, "refused"),
    }
}

async fn answer(request: &HttpRequest, error: &AppError) -> Result<HttpResponse, AppError> {
    let (error, form) = match error {
        AppError::WithForm { error, form } => (error.as_ref(), Some(form)),
        other => (other, None),
    };
    let json = wants_json(request);
    if matches!(error, AppError::SignIn) && !json {
        return sign_in(request, form).await;
    }
    let status = error.status_code();
    let met = request.extensions_mut().remove::<Met>();
    let mut response = if let Some(Met(visit, viewer)) = met {
        let asked = Asked { brand: Brand::named(""), language: viewer.language };
        let page = error_page(request, error, words(request, error, ""), form, &asked)?;
        respond::page(status, &framed(page, &visit, &viewer))?
    } else {
        let asked = asked(request, error).await;
        let words = words(request, error, &asked.brand.name);
        if json {
            problem_details(request, status, error.code(), &words, None, asked.language)
        } else {
            respond::page(status, &error_page(request, error, words, form, &asked)?)?
        }
    };
    if let AppError::MethodNotAllowed(allowed) = error {
        let allowed = allowed.iter().map(Method::as_str).collect::<Vec<_>>().join(", ");
        response.headers_mut().insert(ALLOW, HeaderValue::from_str(&allowed).map_err(AppError::internal)?);
    }
    Ok(response)
}

/// Reading: 303 to the sign-in page and back again later. A form: the sign-in page itself, with the form kept in it.
async fn sign_in(request: &HttpRequest, form: Option<&KeptForm>) -> Result<HttpResponse, AppError> {
    if matches!(*request.method(), Method::GET | Method::HEAD) {
        let here = request.uri().path_and_query().map_or("/", |here| here.as_str());
        if here == "/" {
            return Ok(respond::see_other("/login"));
        }
        let next = serde_html_form::to_string([("next", here)]).map_err(AppError::internal)?;
        return Ok(respond::see_other(&format!("/login?{next}")));
    }
    let missing = || AppError::internal("the application's data is missing");
    let chrome = request.app_data::<Data<Chrome>>().ok_or_else(missing)?;
    let keyring = request.app_data::<Data<Keyring>>().ok_or_else(missing)?;
    let desk = request.app_data::<Data<SignInDesk>>().ok_or_else(missing)?;
    let org = Org::extract(request).await?;
    let sealed = form.and_then(|form| kept::seal(keyring, org.organization().id.uuid(), form, Utc::now()));
    let message = if sealed.is_some() { LoginMessage::EndedWithEntries } else { LoginMessage::Ended };
    let page = login_view(&org, chrome, desk, "", None, sealed, Some(message)).await?;
    respond::page(StatusCode::UNAUTHORIZED, &page)
}

fn words(request: &HttpRequest, error: &AppError, organization: &str) -> Words {
    let said = |problem: Problem, advice: &Phrase| Words { advice: advice.clone(), ..problem.words() };
    match error {
        AppError::BadRequest(advice) => said(Problem::BadRequest, advice),
        AppError::ForeignOrigin => Problem::ForeignOrigin.words(),
        AppError::ReadOnly => Problem::ReadOnly.words(),
        AppError::Forbidden(advice) => said(Problem::Forbidden, advice),
        AppError::NotFound => Problem::NotFound.words(),
        AppError::UnknownHost => {
            let host = request.extensions().get::<Site>().map(|site| site.host.clone()).unwrap_or_default();
            Problem::NoOrganization { host: host.chars().take(80).collect() }.words()
        }
        AppError::MethodNotAllowed(_) => Problem::MethodNotAllowed.words(),
        AppError::Conflict(advice) => said(Problem::Conflict, advice),
        AppError::TooLarge { limit } => Problem::TooLarge { limit: format!("{} KB", limit / 1024) }.words(),
        AppError::UnsupportedMediaType => Words { status: 415, ..Problem::BadRequest.words() },
        AppError::TooMany { retry_after } => {
            Problem::TooManyRequests { seconds: retry_after.as_secs() + 1 }.words()
        }
        AppError::SignIn => Problem::SignIn.words(),
        AppError::Suspended => Problem::Suspended { organization: organization.to_owned() }.words(),
        AppError::BeingUpdated => Problem::Updating.words(),
        AppError::NoneReady => Problem::Preparing.words(),
        AppError::Unavailable(_) => Problem::DatabaseAway.words(),
        AppError::OutcomeUnknown(_) => Problem::Unsure.words(),
        AppError::WithForm { error, .. } => words(request, error, organization),
        AppError::Internal(_) => Problem::Internal.words(),
    }
}

/// Where something failed, and for whom.
struct Asked {
    /// How the organization shows itself: as its own row says where it can be read, else by its slug.
    brand: Brand,
    language: Language,
}

/// A signed-in person who met a problem.
struct Met(Visit, Viewer);

/// Middleware within the session's own, which takes the session along when it is done: who met a problem that their
/// frame can stand round.
pub async fn remember(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, actix_web::Error> {
    let response = next.call(request).await?.map_into_boxed_body();
    let framed = response.response().error().is_some_and(|error| match error.as_error() {
        Some(error) => is_of_one_page(error),
        None => is_of_one_page(&foreign(error)),
    });
    if framed
        && !wants_json(response.request())
        && let Ok(visit) = Visit::extract(response.request()).await
        && let Ok((viewer, ())) = visit.run(|_, _| Ok(())).await
    {
        response.request().extensions_mut().insert(Met(visit, viewer));
    }
    Ok(response)
}

/// Whether a problem leaves everything else as it is: then the places stay in sight.
fn is_of_one_page(error: &AppError) -> bool {
    matches!(
        error,
        AppError::NotFound
            | AppError::Forbidden(_)
            | AppError::ReadOnly
            | AppError::Conflict(_)
            | AppError::BadRequest(_)
            | AppError::MethodNotAllowed(_)
            | AppError::TooLarge { .. }
    )
}

/// The same problem within the frame. What just happened is said on the next page that is meant to be seen.
fn framed(problem: ErrorPage, visit: &Visit, viewer: &Viewer) -> FramedErrorPage {
    let ErrorPage { page: Page { title, .. }, words, ways, again, request_id, .. } = problem;
    let (page, frame) = viewer.page(visit.chrome(), &title, visit.path(), None);
    FramedErrorPage { page, frame, words, ways, again, request_id }
}

/// The language is the member's, else the organization's, else what the browser accepts.
async fn asked(request: &HttpRequest, error: &AppError) -> Asked {
    let (heard, accepted) = (Heard::of(request).get(), Reader::of(request).0);
    let Ok(org) = Org::extract(request).await else {
        let organization = accepted.word("errors-this-organization");
        return Asked { brand: Brand::named(organization), language: accepted };
    };
    let slug = org.organization().slug.to_string();
    let unknown = Asked { brand: Brand::named(slug), language: heard.unwrap_or(accepted) };
    if error.status_code().is_server_error() && !matches!(error, AppError::Suspended) {
        return unknown;
    }
    let Ok(door) = org.run(brand::find_doorplate).await else { return unknown };
    let languages = request.app_data::<Data<Chrome>>().map(|chrome| chrome.languages).unwrap_or_default();
    let language = heard.unwrap_or_else(|| door.language(languages));
    Asked { brand: door.brand, language }
}

fn error_page(
    request: &HttpRequest,
    error: &AppError,
    words: Words,
    form: Option<&KeptForm>,
    asked: &Asked,
) -> Result<ErrorPage, AppError> {
    let chrome = request
        .app_data::<Data<Chrome>>()
        .ok_or_else(|| AppError::internal("the application has no chrome"))?;
    let is_organization =
        matches!(request.extensions().get::<Site>(), Some(Site { place: Place::Organization(_), .. }));
    let title = asked.language.say(&words.heading);
    let (page, host) = if is_organization {
        chrome.organization_page(asked.language, &title, &asked.brand)
    } else {
        chrome.public_page(asked.language, &title)
    };
    let base = chrome.public.base_origin();
    let way = match error {
        AppError::Suspended => Way { label: phrase!("errors-sign-in-as-owner"), href: "/login".to_owned() },
        AppError::UnknownHost => Way { label: phrase!("errors-what-outlay-is"), href: base },
        _ if is_organization => Way { label: phrase!("errors-home"), href: "/".to_owned() },
        _ => Way { label: phrase!("errors-start-page"), href: base },
    };
    let again = form.map(|form| Again {
        action: form.path.clone(),
        label: phrase!("errors-send-again"),
        fields: form
            .fields
            .iter()
            .map(|(name, value)| Hidden { name: name.clone(), value: value.clone() })
            .collect(),
    });
    let id = request.extensions().get::<RequestId>().map(|id| id.0.to_string());
    Ok(ErrorPage {
        page,
        host,
        words,
        ways: vec![way],
        again,
        request_id: id.filter(|_| error.status_code().is_server_error()),
    })
}

fn problem_details(
    request: &HttpRequest,
    status: StatusCode,
    code: &str,
    words: &Words,
    faults: Option<&FieldErrors>,
    language: Language,
) -> HttpResponse {
    let id = request.extensions().get::<RequestId>().map(|id| id.0.to_string());
    let mut problem = json!({
        "type": format!("urn:outlay:problem:{code}"),
        "title": language.say(&words.heading),
        "status": status.as_u16(),
        "detail": language.say(&words.advice),
        "request_id": id,
    });
    if let Some(faults) = faults {
        problem["errors"] = faults.problems(language);
    }
    HttpResponse::build(status).content_type("application/problem+json").json(problem)
}

/// When even the page of an error fails.
fn plain(error: &AppError, language: Language) -> HttpResponse {
    HttpResponse::build(error.status_code())
        .content_type("text/plain; charset=utf-8")
        .body(format!("{}\n", language.word("problem-plain")))
}
