//! The form of the look: from what was typed to a [`Picked`] or to a fault beside each field.

use crate::domain::fault::{Fault, FieldErrors};
use crate::domain::text::OrganizationName;
use crate::domain::theme::{Color, Corners, Look, Scheme};
use crate::identity::brand::Branding;
use crate::identity::trail::Facts;
use serde::{Deserialize, Serialize};
use serde_json::json;

/// The fields as typed; what is left out stays as it is. The logo comes as a file beside them.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct BrandingForm {
    /// What the organization is called on its pages; empty for its own name.
    pub display_name: Option<String>,
    /// `#rrggbb`.
    pub brand_color: Option<String>,
    /// `#rrggbb`.
    pub accent_color: Option<String>,
    /// `auto`, `light` or `dark`.
    pub scheme: Option<String>,
    /// `sharp`, `soft` or `round`.
    pub corners: Option<String>,
    /// `1`: the logo goes.
    pub remove_logo: Option<String>,
    /// Guards against losing an edit.
    pub version: String,
}

/// A look to be, without its logo.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picked {
    /// What it is called; empty for its own name.
    pub display_name: String,
    /// The colours, the scheme, the corners.
    pub look: Look,
    /// Whether the present logo goes.
    pub removes_logo: bool,
}

impl BrandingForm {
    /// The look as its form would hold it.
    pub fn of(branding: &Branding) -> Self {
        Self {
            display_name: Some(branding.display_name.clone()),
            brand_color: Some(branding.look.brand.to_string()),
            accent_color: Some(branding.look.accent.to_string()),
            scheme: Some(branding.look.scheme.as_str().to_owned()),
            corners: Some(branding.look.corners.as_str().to_owned()),
            remove_logo: None,
            version: branding.version.to_string(),
        }
    }

    /// The same with what was left out filled in from the present look.
    pub fn filled(self, present: &Branding) -> Self {
        let present = Self::of(present);
        Self {
            display_name: self.display_name.or(present.display_name),
            brand_color: self.brand_color.or(present.brand_color),
            accent_color: self.accent_color.or(present.accent_color),
            scheme: self.scheme.or(present.scheme),
            corners: self.corners.or(present.corners),
            remove_logo: self.remove_logo,
            version: if self.version.trim().is_empty() { present.version } else { self.version },
        }
    }

    /// All faults at once, in the order of the form.
    ///
    /// # Errors
    /// What is wrong, field by field.
    pub fn parse(&self, present: &Branding) -> Result<Picked, FieldErrors> {
        let mut errors = FieldErrors::default();
        let display_name = errors.keep("display_name", self.display_name(present));
        let color = |typed: &Option<String>, present| typed.as_deref().map_or(Ok(present), Color::parse);
        let brand = errors.keep("brand_color", color(&self.brand_color, present.look.brand));
        let accent = errors.keep("accent_color", color(&self.accent_color, present.look.accent));
        let scheme = self.scheme.as_deref().map_or(Ok(present.look.scheme), Scheme::parse);
        let scheme = errors.keep("scheme", scheme);
        let corners = self.corners.as_deref().map_or(Ok(present.look.corners), Corners::parse);
        let corners = errors.keep("corners", corners);
        let picked = (|| {
            Some(Picked {
                display_name: display_name?,
                look: Look { brand: brand?, accent: accent?, scheme: scheme?, corners: corners? },
                removes_logo: self.removes_logo(),
            })
        })();
        picked.filter(|_| errors.is_empty()).ok_or(errors)
    }

    /// Whether the box is ticked.
    pub fn removes_logo(&self) -> bool {
        self.remove_logo.as_deref().is_some_and(|ticked| !ticked.is_empty())
    }

    fn display_name(&self, present: &Branding) -> Result<String, Fault> {
        match self.display_name.as_deref() {
            None => Ok(present.display_name.clone()),
            Some(typed) if typed.trim().is_empty() => Ok(String::new()),
            Some(typed) => OrganizationName::parse(typed).map(|name| name.as_str().to_owned()),
        }
    }
}

/// A look for the trail.
pub fn facts(display_name: &str, look: &Look, logo: Option<&str>) -> Facts {
    [
        ("display_name", json!(display_name)),
        ("brand_color", json!(look.brand.to_string())),
        ("accent_color", json!(look.accent.to_string())),
        ("scheme", json!(look.scheme.as_str())),
        ("corners", json!(look.corners.as_str())),
        ("logo", json!(logo)),
    ]
    .into_iter()
    .map(|(name, value)| (name.to_owned(), value))
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn present() -> Branding {
        Branding {
            id: Uuid::now_v7(),
            name: "Acme".into(),
            display_name: "Acme Works".into(),
            look: Look::default(),
            logo: None,
            version: 3,
        }
    }

    #[test]
    fn what_is_left_out_stays() {
        let picked = BrandingForm::default().parse(&present()).unwrap();
        assert_eq!((picked.display_name.as_str(), picked.look), ("Acme Works", Look::default()));
        assert_eq!(BrandingForm::of(&present()).parse(&present()).unwrap(), picked);
        assert_eq!(BrandingForm::default().filled(&present()).version, "3");
    }

    #[test]
    fn every_fault_is_told_at_once() {
        let text = |text: &str| Some(text.to_owned());
        let form = BrandingForm {
            display_name: text("www.example.com"),
            brand_color: text("teal"),
            accent_color: text(""),
            scheme: text("sepia"),
            corners: text("spiky"),
            ..BrandingForm::default()
        };
        let errors = form.parse(&present()).unwrap_err();
        let fields: Vec<_> = errors.iter().map(|(field, _)| field).collect();
        assert_eq!(fields, ["display_name", "brand_color", "accent_color", "scheme", "corners"]);
        let emptied = BrandingForm { display_name: text("  "), ..BrandingForm::default() };
        assert_eq!(emptied.parse(&present()).unwrap().display_name, "", "back to its own name");
    }
}
