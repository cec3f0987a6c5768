//! Where the studio spends money on usual days: in Vienna, in London, and online in dollars.

use super::dice::Price::{self, Menu, Meter, One, Shelf, Weighed};

/// A merchant with what is bought there.
pub struct Shop {
    /// How often, against the others of its list.
    pub weight: i64,
    /// The name of a category.
    pub category: &'static str,
    /// Its name.
    pub merchant: &'static str,
    /// What things cost there.
    pub price: Price,
    /// What people write; `{}` is a project.
    pub notes: &'static [&'static str],
}

const fn shop(
    weight: i64,
    category: &'static str,
    merchant: &'static str,
    price: Price,
    notes: &'static [&'static str],
) -> Shop {
    Shop { weight, category, merchant, price, notes }
}

/// The projects of a year, besides the two exhibitions.
pub const PROJECTS: [&str; 5] =
    ["Joanneum", "Belvedere 21", "the lobby in Praterstraße", "the foyer in Linz", "the museum shop"];

/// In euros, in and around Vienna.
pub const VIENNA: [Shop; 62] = [
    shop(34, MEALS, "Café Sperl", Menu(4, 17), &["Talk about {}"]),
    shop(22, MEALS, "Café Jelinek", Menu(4, 14), &[]),
    shop(24, MEALS, "Ströck", Shelf(3, 9), &["Breakfast for the team"]),
    shop(20, MEALS, "Anker", Menu(3, 9), &[]),
    shop(18, MEALS, "Naschmarkt Deli", Menu(9, 24), &["Lunch, planning {}"]),
    shop(16, MEALS, "Gasthaus Ubl", Menu(13, 39), &["Lunch with the fitters", "Lunch, {}"]),
    shop(14, MEALS, "Swing Kitchen", Menu(9, 19), &[]),
    shop(
        12,
        MEALS,
        "Billa",
        Weighed(4, 28),
        &["Fruit and milk for the studio", "Lunch during the build-up of {}"],
    ),
    shop(10, MEALS, "Mjam", Menu(14, 44), &["Late evening in the studio, {}"]),
    shop(8, MEALS, "Würstelstand am Hohen Markt", Menu(4, 11), &["Night build-up, {}"]),
    shop(
        8,
        CLIENTS,
        "Plachutta",
        Menu(58, 148),
        &["Dinner with the curators of {}", "Client dinner, {}, four people"],
    ),
    shop(7, CLIENTS, "Zum Schwarzen Kameel", Menu(34, 96), &["After the walk-through of {}"]),
    shop(6, CLIENTS, "Motto am Fluss", Menu(42, 128), &["Lunch with the architects of {}"]),
    shop(5, CLIENTS, "Loos American Bar", Menu(26, 64), &["Drinks after the opening"]),
    shop(
        4,
        CLIENTS,
        "Blumen Matern",
        Menu(28, 72),
        &["Flowers for the opening", "Flowers for the team of {}"],
    ),
    shop(44, LOCAL, "Wiener Linien", One(&[300, 320, 640, 970, 1020, 2890]), &[]),
    shop(26, LOCAL, "Taxi 31300", Meter(9, 38), &["Samples to {}", "Late evening, {}"]),
    shop(18, LOCAL, "Bolt", Meter(7, 24), &["To the site of {}"]),
    shop(18, LOCAL, "Uber", Weighed(8, 31), &["With the light boxes to {}"]),
    shop(8, LOCAL, "Donkey Republic", One(&[250, 430, 690]), &[]),
    shop(6, LOCAL, "City Airport Train", One(&[1490, 2490]), &["To the airport"]),
    shop(9, TRAVEL, "ÖBB", Shelf(18, 68), &["Linz and back, {}", "St. Pölten and back, {}"]),
    shop(5, TRAVEL, "WESTbahn", Shelf(19, 56), &["Linz and back, {}"]),
    shop(12, FUEL, "OMV", Weighed(42, 96), &["Van, {}"]),
    shop(8, FUEL, "Shell", Weighed(38, 92), &["Van"]),
    shop(9, FUEL, "APCOA", Menu(4, 28), &["Delivery to {}"]),
    shop(8, FUEL, "HANDYPARKEN", One(&[130, 260, 390, 520]), &[]),
    shop(4, FUEL, "ASFINAG", One(&[1240, 960, 1350]), &["Toll, van"]),
    shop(4, FUEL, "Europcar", Shelf(68, 180), &["Van for the build-up of {}"]),
    shop(
        24,
        MATERIALS,
        "Boesner",
        Weighed(6, 210),
        &["Foils and board, {}", "Model, {}", "Colour samples, {}"],
    ),
    shop(22, MATERIALS, "Bauhaus", Shelf(4, 180), &["Fixings, {}", "Timber for the mock-up, {}"]),
    shop(12, MATERIALS, "Hornbach", Shelf(5, 160), &["Aluminium profiles, {}", "Paint, {}"]),
    shop(
        12,
        MATERIALS,
        "Conrad Electronic",
        Shelf(8, 190),
        &["Drivers and cable, {}", "Dimmers for the test, {}"],
    ),
    shop(9, MATERIALS, "Modulor", Weighed(14, 240), &["Acrylic, {}"]),
    shop(8, MATERIALS, "Gerstaecker", Weighed(9, 130), &["Paper, {}"]),
    shop(8, MATERIALS, "Lee Filters", Shelf(24, 320), &["Colour filters, {}", "Swatch books"]),
    shop(7, MATERIALS, "Zumtobel Lichtforum", Weighed(48, 620), &["Sample luminaires, {}"]),
    shop(6, MATERIALS, "XAL", Weighed(60, 540), &["Sample spots, {}"]),
    shop(6, MATERIALS, "Komolka Stoffe", Weighed(12, 190), &["Gauze for {}"]),
    shop(5, MATERIALS, "Plexiglas Höfer", Weighed(22, 380), &["Cut sheets, {}"]),
    shop(5, MATERIALS, "Metallbau Dürnberger", Weighed(85, 940), &["Brackets, {}"]),
    shop(4, MATERIALS, "Glas Fandl", Weighed(35, 410), &["Dichroic glass, {}"]),
    shop(4, MATERIALS, "Holz Stiehl", Weighed(28, 340), &["Plywood, {}"]),
    shop(3, MATERIALS, "Siebdruck Atzgersdorf", Weighed(40, 290), &["Panels, {}"]),
    shop(3, MATERIALS, "Nurbs 3D-Druck", Weighed(24, 260), &["Prototype holders, {}"]),
    shop(2, MATERIALS, "Leder Zeiner", Weighed(18, 96), &["Samples, {}"]),
    shop(2, MATERIALS, "Perlen Anna", Weighed(6, 42), &["Crystal for the model, {}"]),
    shop(16, OFFICE, "Libro", Shelf(3, 32), &["Pens and tape"]),
    shop(12, OFFICE, "Pagro", Shelf(4, 48), &["Printer paper", "Folders"]),
    shop(8, OFFICE, "Post AG", One(&[120, 295, 540, 760, 1490]), &["Samples to Graz", "Registered letter"]),
    shop(6, OFFICE, "DHL Express", Weighed(18, 88), &["Filters to {}"]),
    shop(6, OFFICE, "Copyshop Kettenbrücke", Weighed(5, 74), &["Plans A1, {}"]),
    shop(5, OFFICE, "IKEA", Shelf(9, 129), &["Storage boxes", "Lamps for the meeting room"]),
    shop(4, OFFICE, "Druckwerk Krems", Weighed(38, 210), &["Tender booklets, {}"]),
    shop(3, HARDWARE, "MediaMarkt", Shelf(19, 349), &["Cables and a hub", "Headset"]),
    shop(2, HARDWARE, "Haas Elektro", Shelf(24, 160), &["Lux meter battery and case"]),
    shop(
        1,
        HARDWARE,
        "McShark",
        Shelf(349, 2199),
        &["Screen for the new desk", "Laptop, replaces the one from 2020"],
    ),
    shop(
        4,
        TRAINING,
        "Architekturzentrum Wien",
        One(&[900, 1200, 2800, 6500]),
        &["Talk", "Seminar on daylight"],
    ),
    shop(3, TRAINING, "Thalia", Shelf(16, 68), &["Book on museum lighting"]),
    shop(2, TRAINING, "WIFI Wien", One(&[19_500, 28_500, 34_000]), &["Course, working at height"]),
    shop(3, TRAINING, "MAK", One(&[1650, 1850, 3300]), &["Exhibition, research for {}"]),
    shop(2, SOFTWARE, "DIALux", One(&[2900, 5900]), &["Plug-in, {}"]),
];

/// In pounds, where Ben Whitaker works.
pub const LONDON: [Shop; 14] = [
    shop(18, MEALS, "Pret A Manger", Shelf(3, 11), &[]),
    shop(10, MEALS, "Leon", Shelf(6, 14), &["Lunch, {}"]),
    shop(8, MEALS, "Monmouth Coffee", Menu(3, 9), &["Talk about {}"]),
    shop(26, LOCAL, "Transport for London", One(&[290, 350, 560, 890, 1600]), &[]),
    shop(10, LOCAL, "Gett", Meter(9, 32), &["Samples to the workshop"]),
    shop(4, TRAVEL, "Great Western Railway", Shelf(28, 86), &["Bristol and back, {}"]),
    shop(7, MATERIALS, "Flints Theatrical Chandlers", Weighed(12, 160), &["Fixings, {}"]),
    shop(5, MATERIALS, "4D Modelshop", Weighed(9, 120), &["Model, {}"]),
    shop(5, MATERIALS, "Jackson's Art Supplies", Shelf(8, 74), &["Gels and paper, {}"]),
    shop(5, OFFICE, "Ryman", Shelf(3, 28), &[]),
    shop(4, OFFICE, "Royal Mail", One(&[445, 785, 1290]), &["Filters to Vienna"]),
    shop(3, CLIENTS, "The Anchor & Hope", Menu(38, 104), &["Lunch with the gallery, {}"]),
    shop(2, TRAINING, "Barbican Centre", One(&[1600, 2200, 4500]), &["Talk on stage light"]),
    shop(1, HARDWARE, "Clas Ohlson", Shelf(18, 95), &["Tools"]),
];

/// In dollars, online.
pub const ONLINE: [Shop; 10] = [
    shop(8, MATERIALS, "Adafruit", Shelf(14, 130), &["LED strips and controllers, {}"]),
    shop(6, MATERIALS, "Rosco", Shelf(28, 240), &["Gobos, {}"]),
    shop(5, MATERIALS, "SparkFun", Shelf(11, 96), &["Sensors, {}"]),
    shop(7, SOFTWARE, "TurboSquid", One(&[900, 1900, 2900, 4900]), &["Models for the render of {}"]),
    shop(6, SOFTWARE, "Poliigon", One(&[1200, 2400, 3600]), &["Textures, {}"]),
    shop(5, SOFTWARE, "Namecheap", Shelf(9, 34), &["Domain for {}"]),
    shop(4, SOFTWARE, "Adobe Stock", One(&[2999, 7999]), &["Images for the tender, {}"]),
    shop(3, TRAINING, "Coursera", One(&[4900, 7900]), &["Colour science"]),
    shop(3, TRAINING, "IES", One(&[3500, 6000, 12_500]), &["Standard, {}"]),
    shop(2, HARDWARE, "B&H Photo", Shelf(36, 480), &["Colour checker", "Tripod head"]),
];

const MEALS: &str = "Meals";
const CLIENTS: &str = "Client entertainment";
const LOCAL: &str = "Local transport";
const TRAVEL: &str = "Travel";
const FUEL: &str = "Fuel & parking";
const MATERIALS: &str = "Materials & samples";
const OFFICE: &str = "Office supplies";
const HARDWARE: &str = "Hardware";
const TRAINING: &str = "Training & events";
const SOFTWARE: &str = "Software";
