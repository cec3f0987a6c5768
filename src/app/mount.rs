//! The route table becomes actix services: one scope for each kind of host, one resource for each address.

use super::routes;
use crate::error::AppError;
use crate::tenancy::resolve::{self, Place, Site};
use crate::web::assets::PREFIX;
use crate::web::chrome::Chrome;
use crate::web::encoding::Encoding;
use crate::web::origin;
use crate::web::public_url::PublicUrl;
use crate::web::routes::{Access, On, Route, Verb};
use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ResourceDef, ServiceRequest, ServiceResponse};
use actix_web::http::Method;
use actix_web::http::header::{CACHE_CONTROL, CONTENT_ENCODING, ETag, EntityTag, IfNoneMatch, VARY};
use actix_web::middleware::Next;
use actix_web::web::{self, Bytes, Data, ServiceConfig};
use actix_web::{HttpMessage, HttpRequest, HttpResponse, Resource, guard};
use std::sync::LazyLock;

/// Mounts everything.
pub fn all(config: &mut ServiceConfig) {
    let table = routes();
    config.service(readable(web::resource(format!("{PREFIX}/{{path:.*}}")), web::to(asset)));
    for resource in resources(&table, On::Any) {
        config.service(resource);
    }
    let mut base = web::scope("").guard(guard::fn_guard(resolve::is_base));
    for resource in resources(&table, On::Base) {
        base = base.service(resource);
    }
    let mut organization = web::scope("").guard(guard::fn_guard(resolve::is_organization));
    for resource in resources(&table, On::Organization) {
        organization = organization.service(resource);
    }
    config
        .service(base.default_service(web::to(nothing)))
        .service(organization.default_service(web::to(nothing)))
        .default_service(web::to(nothing));
}

/// An address that is read and nothing else.
fn readable(resource: Resource, handler: actix_web::Route) -> Resource {
    resource
        .route(handler.guard(guard::Any(guard::Get()).or(guard::Head())))
        .default_service(refusing(vec![Method::GET, Method::HEAD]))
}

fn refusing(allowed: Vec<Method>) -> actix_web::Route {
    web::to(move || {
        let allowed = allowed.clone();
        async move { Err::<HttpResponse, _>(AppError::MethodNotAllowed(allowed)) }
    })
}

/// The table's rows of one kind of host, grouped by address in the order of the table.
fn resources(table: &[Route], on: On) -> Vec<Resource> {
    let mut groups: Vec<(&'static str, Vec<Route>)> = Vec::new();
    for route in table.iter().filter(|route| route.on == on) {
        match groups.iter_mut().find(|(path, _)| *path == route.path) {
            Some((_, group)) => group.push(*route),
            None => groups.push((route.path, vec![*route])),
        }
    }
    groups.into_iter().map(|(path, group)| resource(path, &group)).collect()
}

fn resource(path: &str, group: &[Route]) -> Resource {
    let mut resource = web::resource(path);
    let mut allowed = Vec::new();
    for route in group {
        resource = resource.route(match route.verb {
            Verb::Get => (route.handler)().guard(guard::Any(guard::Get()).or(guard::Head())),
            Verb::Post => (route.handler)().guard(guard::Post()),
        });
        allowed.extend(match route.verb {
            Verb::Get => vec![Method::GET, Method::HEAD],
            Verb::Post => vec![Method::POST],
        });
    }
    resource.default_service(refusing(allowed))
}

async fn nothing(request: HttpRequest) -> Result<HttpResponse, AppError> {
    match request.extensions().get::<Site>() {
        Some(Site { place: Place::Nowhere, .. }) | None => Err(AppError::UnknownHost),
        Some(_) => Err(AppError::NotFound),
    }
}

/// `GET /static/HASH/path`: for ever where the hash is the content's own, in the best encoding that is taken.
async fn asset(
    request: HttpRequest,
    chrome: Data<Chrome>,
    path: web::Path<String>,
) -> Result<HttpResponse, AppError> {
    let asset = chrome.assets.find(&path).ok_or(AppError::NotFound)?;
    let accepted = Encoding::ALL.into_iter().filter(|encoding| encoding.is_accepted(request.headers()));
    let encoded = accepted.filter_map(|encoding| Some((encoding, asset.encoded(encoding)?))).next();
    let tag = EntityTag::new_strong(match encoded {
        Some((encoding, _)) => format!("{}-{}", asset.hash, encoding.code()),
        None => asset.hash.to_owned(),
    });
    let known = match request.get_header::<IfNoneMatch>() {
        Some(IfNoneMatch::Any) => true,
        Some(IfNoneMatch::Items(tags)) => tags.iter().any(|known| known.weak_eq(&tag)),
        None => false,
    };
    let mut response = if known { HttpResponse::NotModified() } else { HttpResponse::Ok() };
    let caching = if asset.immutable { "public, max-age=31536000, immutable" } else { "public, max-age=60" };
    response.insert_header((CACHE_CONTROL, caching)).insert_header(ETag(tag));
    if asset.brotli.or(asset.gzip).is_some() {
        response.insert_header((VARY, "accept-encoding"));
    }
    if known {
        return Ok(response.finish());
    }
    if let Some((encoding, _)) = encoded {
        response.insert_header((CONTENT_ENCODING, encoding.code()));
    }
    let bytes = Bytes::from_static(encoded.map_or(asset.plain, |(_, bytes)| bytes));
    Ok(response.content_type(asset.content_type).body(bytes))
}

/// Whether somebody may post to an address from anywhere, because the secret in it is all that counts.
fn is_one_click(path: &str) -> bool {
    static OPEN: LazyLock<Vec<ResourceDef>> = LazyLock::new(|| {
        let open = routes().into_iter().filter(|route| route.access == Access::OneClick);
        open.map(|route| ResourceDef::new(route.path)).collect()
    });
    OPEN.iter().any(|address| address.is_match(path))
}

/// Middleware: a state-changing request comes from this very origin, or it is refused before anything looks at it.
pub async fn same_origin(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, actix_web::Error> {
    let host = request.extensions().get::<Site>().map(|site| site.host.clone());
    let public = request.app_data::<Data<PublicUrl>>();
    if let (Some(host), Some(public)) = (host, public)
        && !is_one_click(request.path())
        && let Err(error) = origin::check(request.head(), &host, public)
    {
        return Ok(request.error_response(error));
    }
    Ok(next.call(request).await?.map_into_boxed_body())
}
