//! gongkai: the one binary.

fn main() -> std::process::ExitCode {
    gk_server::cli::main()
}
