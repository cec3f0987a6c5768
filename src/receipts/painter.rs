//! The first page of a PDF as a picture, by poppler's `pdftoppm` where it is installed. It is a process of its own, bounded
//! in memory and time: a PDF may be made to hurt whoever opens it. What it draws is looked at like any other picture.

use std::path::PathBuf;
use std::process::Stdio;
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::process::Command;

const PROGRAM: &str = "pdftoppm";
/// What it may take: address space in KiB, seconds of computing, seconds in all.
const MEMORY: &str = "524288";
const COMPUTING: &str = "10";
const PATIENCE: Duration = Duration::from_secs(15);
/// The longest side of the page, in pixels: enough for a thumbnail.
const SIDE: &str = "1120";
/// The most bytes of a picture that is taken back.
const MOST: u64 = 8 * 1024 * 1024;
/// Limits hold for what follows them: they are set by the shell that then becomes the program.
const LIMITED: &str = r#"ulimit -v "$1" && ulimit -t "$2" && ulimit -c 0 && shift 2 && exec "$@""#;

/// Draws first pages.
#[derive(Debug, Clone)]
pub struct Painter(PathBuf);

impl Painter {
    /// The one that is on `PATH`.
    pub fn find() -> Option<Self> {
        let path = std::env::var_os("PATH")?;
        std::env::split_paths(&path)
            .map(|directory| directory.join(PROGRAM))
            .find(|it| it.is_file())
            .map(Self)
    }

    /// A JPEG of a PDF's first page; none where it can't be drawn within the limits.
    ///
    /// # Errors
    /// When the program could not be started.
    pub async fn first_page(&self, pdf: Vec<u8>) -> std::io::Result<Option<Vec<u8>>> {
        let mut child = Command::new("/bin/sh")
            .args(["-c", LIMITED, "sh", MEMORY, COMPUTING])
            .arg(&self.0)
            .args(["-q", "-f", "1", "-l", "1", "-singlefile", "-jpeg", "-scale-to", SIDE, "-"])
            .env_clear()
            .current_dir("/")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()?;
        let (input, output) = (child.stdin.take(), child.stdout.take());
        let feed = async move {
            // It may end before it has read everything.
            if let Some(mut input) = input {
                let _ = input.write_all(&pdf).await;
            }
        };
        let draw = async move {
            let mut drawn = Vec::new();
            if let Some(output) = output {
                output.take(MOST).read_to_end(&mut drawn).await?;
            }
            std::io::Result::Ok(drawn)
        };
        let work = async {
            let ((), drawn) = futures_util::join!(feed, draw);
            let ended = child.wait().await?;
            drawn.map(|drawn| (ended.success() && !drawn.is_empty()).then_some(drawn))
        };
        tokio::time::timeout(PATIENCE, work).await.unwrap_or(Ok(None))
    }
}
