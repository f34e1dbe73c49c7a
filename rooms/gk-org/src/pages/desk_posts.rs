//! Choosing the post one acts from.

use askama::Template;
use axum::extract::State;
use gk_base::Coded;
use gk_base::directory::{self, PostLine};
use gk_webkit::door::local_path;
use gk_webkit::page::{page, see_other};
use gk_webkit::shell::Shell;
use gk_webkit::{Answer, Desk, Fields, Query, Web, desk, desk_shell};

use crate::verbs::switch_post;

#[derive(Template)]
#[template(path = "desk/posts.html")]
struct PostsPage {
    shell: Shell,
    posts: Vec<PostLine>,
    current: i64,
    next: String,
}

pub(super) async fn show(State(web): State<Web>, desk: Desk, query: Query) -> Answer {
    let shell = desk_shell(&web, &desk, "account").await?;
    let mut read = web.office().read().await?;
    let posts = directory::list_posts(&mut read, desk.actor.person).await?;
    let next = local_path(query.text("next")).unwrap_or_default().to_owned();
    page(&PostsPage { shell, posts, current: desk.actor.post, next })
}

pub(super) async fn switch(State(web): State<Web>, desk: Desk, fields: Fields) -> Answer {
    let post = fields.parsed("post").unwrap_or(0);
    switch_post::run(web.office(), &desk.actor, &desk.secret, post).await?;
    if let Some(next) = local_path(fields.text("next")) {
        return Ok(see_other(next));
    }
    let mut read = web.office().read().await?;
    let role = directory::find_actor(&mut read, desk.actor.person, post).await?.map(|actor| actor.role);
    Ok(see_other(&role.map_or_else(|| "/desk".to_owned(), desk::home)))
}
