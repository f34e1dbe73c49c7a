//! Serves a bench with the fictional county on 127.0.0.1:8099, for the eye and for e2e/shots.mjs.

#[tokio::main]
async fn main() {
    let bench = gk_testkit::Bench::new(gk_testkit::Kind::Sqlite).await;
    gk_testkit::county::found(&bench, 4).await;
    gk_testkit::county::put_catalogs_in_force(&bench, &[4, 20, 21, 26]).await;
    let listener = tokio::net::TcpListener::bind("127.0.0.1:8099").await.expect("the port is free");
    axum::serve(listener, bench.router()).await.expect("it serves");
}
