//! Servers that are written in Python, each in an environment of its own below `target/`.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Mutex;

/// Python with a package from PyPI, installed by the first test that asks; `module` is what it brings.
pub fn with(package: &str, module: &str) -> PathBuf {
    static INSTALLING: Mutex<()> = Mutex::new(());
    let _one = INSTALLING.lock();
    let name = package.replace(['[', ']'], "-").replace("==", "-");
    let place = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let python = place.join("bin/python");
    let is_there = || {
        let mut asked = Command::new(&python);
        asked.args(["-c", &format!("import {module}")]).stderr(Stdio::null());
        asked.status().is_ok_and(|status| status.success())
    };
    if is_there() {
        return python;
    }
    let made = Command::new("python3").args(["-m", "venv", "--clear"]).arg(&place).output();
    let made = made.expect("this test needs python3: apt-get install python3-venv (bin/test does it)");
    let said = String::from_utf8_lossy(&made.stdout).into_owned();
    assert!(made.status.success(), "this test needs python3-venv (bin/test installs it): {said}");
    let installed = Command::new(&python)
        .args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", package])
        .output()
        .expect("pip runs");
    assert!(
        installed.status.success(),
        "this test needs {package} from PyPI: {}",
        String::from_utf8_lossy(&installed.stderr)
    );
    python
}
