//! Serves the sample gallery at http://127.0.0.1:4170, or at the address given as the first argument.

#[path = "../tests/gallery/pages.rs"]
mod pages;

use std::fmt::Write as _;

use axum::Router;
use axum::response::Html;
use axum::routing::get;

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let address = std::env::args().nth(1).unwrap_or_else(|| "127.0.0.1:4170".to_owned());
    let mut router = Router::new().merge(gk_webkit::assets::routes());
    let mut list = String::new();
    for (name, html) in pages::all() {
        let _ = write!(list, "<li><a href=\"/{name}\">{name}</a></li>");
        router = router.route(&format!("/{name}"), get(move || async move { Html(html) }));
    }
    router = router.route("/", get(move || async move { Html(format!("<!DOCTYPE html><ul>{list}</ul>")) }));
    axum::serve(tokio::net::TcpListener::bind(address).await?, router).await
}
