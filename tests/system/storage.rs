//! Receipts in a bucket: against moto, a server that speaks S3.

use crate::ground::until;
use crate::multipart::{Part, upload};
use crate::program::{Company, Home, free_port, json_of};
use crate::python;
use crate::support::Client;
use reqwest::Method;
use std::net::SocketAddr;
use std::process::{Child, Command, Stdio};

const MOTO: &str = "moto[server]==5.2.5";
const PICTURE: &[u8] = include_bytes!("../corpus/receipts/turned-with-place.jpg");

/// A running moto with one bucket, `papers`.
struct Bucket {
    child: Child,
    port: u16,
}

impl Bucket {
    async fn start() -> Self {
        let port = free_port();
        let child = Command::new(python::with(MOTO, "moto.server"))
            .args(["-m", "moto.server", "-H", "127.0.0.1", "-p", &port.to_string()])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("moto starts");
        let bucket = Self { child, port };
        until("moto makes a bucket", async || {
            let made = bucket.client().try_send(Method::PUT, "/papers", &[], None).await;
            made.is_ok_and(|answer| answer.status == 200)
        })
        .await;
        bucket
    }

    fn client(&self) -> Client {
        Client::new(SocketAddr::from(([127, 0, 0, 1], self.port)), "127.0.0.1")
    }

    /// The keys of all that lies in it.
    async fn keys(&self) -> Vec<String> {
        let listed = self.client().get("/papers?list-type=2").await.text;
        let keys = listed.split("<Key>").skip(1).filter_map(|part| part.split("</Key>").next());
        keys.map(str::to_owned).collect()
    }

    fn settings(&self) -> [(&'static str, String); 6] {
        [
            ("OUTLAY_STORAGE_URL", "s3://papers/outlay/here".to_owned()),
            ("AWS_ENDPOINT", format!("http://127.0.0.1:{}", self.port)),
            ("AWS_ALLOW_HTTP", "true".to_owned()),
            ("AWS_ACCESS_KEY_ID", "outlay".to_owned()),
            ("AWS_SECRET_ACCESS_KEY", "outlay-outlay".to_owned()),
            ("AWS_REGION", "eu-central-1".to_owned()),
        ]
    }
}

impl Drop for Bucket {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

async fn spend(company: &Company, token: &str) -> String {
    let fields = company.form("Hotel Post", token);
    let saved = upload(&company.owner, "/expenses", &fields, &[Part::new("bill.jpg", PICTURE)]).await;
    assert_eq!(saved.status, 303, "{}", saved.text);
    saved.location()
}

#[actix_web::test]
async fn receipts_lie_in_a_bucket_and_an_expense_is_saved_without_it() {
    let (home, bucket) = (Home::new("bucket"), Bucket::start().await);
    let program = home
        .serve_with(|command| {
            command.envs(bucket.settings());
        })
        .await;
    let company = program.company("acme").await;
    let page = company.owner.get(&spend(&company, "6f1e9a52-6f7a-4b0e-9d3a-0d8a1c1b2a01").await).await;
    let href = page.attribute("[data-testid=receipt] > a", "href").expect("the receipt");
    let file = company.owner.get(&href).await;
    assert_eq!((file.status, file.header("content-type")), (200, "image/jpeg".to_owned()));
    assert!(image::load_from_memory(&file.bytes).is_ok());
    let keys = bucket.keys().await;
    assert_eq!(keys.len(), 2, "the file and its thumbnail: {keys:?}");
    let schema = home.schema(&company.slug);
    assert!(keys.iter().all(|key| key.starts_with(&format!("outlay/here/{schema}/"))), "{keys:?}");

    let mut doctor = home.command(&["doctor", "--json"]);
    let report = json_of(&doctor.envs(bucket.settings()).output().expect("it runs"));
    let said = report["checks"].as_array().unwrap().iter().find(|check| check["name"] == "storage").unwrap();
    assert_eq!(said["status"], "ok", "{report}");
    assert_eq!(bucket.keys().await.len(), 2, "the doctor leaves nothing");

    let settings = bucket.settings();
    drop(bucket);
    let page = company.owner.get(&spend(&company, "6f1e9a52-6f7a-4b0e-9d3a-0d8a1c1b2a02").await).await;
    assert!(page.text.contains("so these are not kept: bill.jpg"), "{}", page.text);
    assert!(page.attribute("[data-testid=receipt] > a", "href").is_none());
    assert_eq!(company.owner.get(&href).await.status, 503);
    let said = home.command(&["doctor"]).envs(settings).output().expect("it runs");
    assert!(String::from_utf8_lossy(&said.stdout).contains("wrong    storage"), "{said:?}");
}
