//! Sealed values on both engines: sealed, opened for a purpose, masked, looked up, moved, touched, sealed anew; nothing plain
//! anywhere.

use gk_base::ledger;
use gk_base::sealed::{
    self, Algorithm, CHUNK, Key, KeyState, Opening, Sealed, SealedColumn, Usage, find_broken, in_use,
    keep_file, stale,
};
use gk_base::{Fault, Office, Problem, Tx, params, sealed_columns, statements};
use gk_rules::org::Role;
use gk_rules::privacy::Purpose;
use gk_testkit::{Bench, county, leaks, on_both};

const TABLE: &str = "create table trial_people (id text primary key, id_number_sealed bytea, id_number_index text, phone_sealed bytea, phone_index text)";

statements! {
    "trial";
    /// A row.
    PUT = "insert into trial_people (id, id_number_sealed, id_number_index, phone_sealed, phone_index) values ($1, $2, $3, $4, $5)";
    /// It.
    GET = "select id_number_sealed, phone_sealed, id_number_index from trial_people where id = $1";
    /// Rows by number.
    BY_NUMBER = "select id from trial_people where id_number_index in ($1, $2) order by id";
    /// A value moved to another row.
    MOVE = "update trial_people set id_number_sealed = $2 where id = $1";
    /// A piece cut off.
    CUT = "delete from sealed_pieces where seq = $1";
    /// Pieces of all files.
    PIECES = "select bytes from sealed_pieces order by file, seq";
}

sealed_columns! {
    ID_NUMBER = "trial_people"."id_number_sealed", row "id" (text), ResidentId, index "id_number_index";
    PHONE = "trial_people"."phone_sealed", row "id" (text), Telephone, index "phone_index";
}

const ID: &str = "21032319990230123X";
const TELEPHONE: &str = "13899997777";

fn columns() -> Vec<SealedColumn> {
    SEALED.iter().chain(sealed::COLUMNS).copied().collect()
}

async fn trial(bench: &Bench) -> &Office {
    bench.office.engine().script(TABLE).await.unwrap();
    for sql in ALL.iter().chain(SEALED.iter().flat_map(|column| column.statements)) {
        bench.office.engine().prepare(sql).await.unwrap();
    }
    &bench.office
}

async fn put(tx: &mut Tx, row: &str, id: &str, telephone: &str) {
    let (sealed, index) =
        (tx.seal(&ID_NUMBER, row, id).await.unwrap(), tx.blind(&ID_NUMBER, id).await.unwrap());
    let phone = tx.seal(&PHONE, row, telephone).await.unwrap();
    let phone_index = tx.blind(&PHONE, telephone).await.unwrap();
    tx.run(&PUT, params![row, sealed, index, phone, phone_index]).await.unwrap();
}

async fn one(office: &Office, row: &str) -> (Sealed, Sealed, String) {
    let mut read = office.read().await.unwrap();
    let row = read.row(&GET, params![row]).await.unwrap().unwrap();
    (row.get(0).unwrap(), row.get(1).unwrap(), row.get(2).unwrap())
}

fn why() -> Opening {
    Opening::of("trial:1", None, Purpose::VerifyIdentity)
}

/// What a value says, when it opens.
async fn says(office: &Office, row: &str) -> Result<String, Fault> {
    let (sealed, _, _) = one(office, row).await;
    let mut tx = office.begin_as_system().await.unwrap();
    let plain = tx.open(&ID_NUMBER.at(row, &sealed), &why())?;
    Ok(plain.text()?.to_owned())
}

on_both! {
    async fn a_value_is_opened_for_a_purpose_and_the_ledger_says_by_whom(bench) {
        let office = trial(&bench).await;
        county::found(&bench, 0).await;
        let clerk = county::person(&bench, county::COUNTY, Role::Clerk, "jia", "甲某").await;
        let mut tx = office.begin(&clerk).await.unwrap();
        put(&mut tx, "p1", ID, TELEPHONE).await;
        tx.commit().await.unwrap();
        let (id, phone, _) = one(office, "p1").await;
        assert!(id != phone);
        let opening = Opening { note: "当面核对".into(), ..Opening::of("case:7", Some(clerk.organ.0), Purpose::VerifyIdentity) };
        let plain = office.open_sealed(&clerk, &ID_NUMBER.at("p1", &id), &opening).await.ok().unwrap();
        assert_eq!(plain.text().unwrap(), ID);
        let mut read = office.read().await.unwrap();
        let entry = ledger::of_subject(&mut read, "case:7", 10).await.unwrap().remove(0);
        assert_eq!((entry.event.as_str(), entry.who.person), ("base.sealed_opened", Some(clerk.person)));
        let body = entry.json().unwrap();
        assert_eq!(body["field"], "trial_people.id_number_sealed");
        assert_eq!((&body["purpose"], &body["row"], &body["note"]), (&"verify_identity".into(), &"p1".into(), &"当面核对".into()));
        assert!(!entry.body.contains(ID));
        assert_eq!(ledger::broken_at(&mut read).await.unwrap(), None);
    }

    async fn an_opening_that_is_not_committed_is_not_recorded_and_a_page_shows_the_mask_without_one(bench) {
        let office = trial(&bench).await;
        let mut tx = office.begin_as_system().await.unwrap();
        put(&mut tx, "p1", ID, TELEPHONE).await;
        tx.commit().await.unwrap();
        assert_eq!(says(office, "p1").await.unwrap(), ID);
        let (id, phone, _) = one(office, "p1").await;
        let mut read = office.read().await.unwrap();
        assert_eq!(read.masked(&ID_NUMBER.at("p1", &id)), "2103**********123X");
        assert_eq!(read.masked(&PHONE.at("p1", &phone)), "138****7777");
        assert_eq!(read.masked(&PHONE.at("p2", &phone)), "（无法解密）");
        assert!(ledger::of_subject(&mut read, "trial:1", 10).await.unwrap().is_empty());
    }

    async fn a_value_moved_to_another_row_or_column_does_not_open(bench) {
        let office = trial(&bench).await;
        let mut tx = office.begin_as_system().await.unwrap();
        put(&mut tx, "p1", ID, TELEPHONE).await;
        put(&mut tx, "p2", "110105491231002", TELEPHONE).await;
        tx.commit().await.unwrap();
        let (id, phone, _) = one(office, "p1").await;
        let mut tx = office.begin_as_system().await.unwrap();
        tx.run(&MOVE, params!["p2", &id]).await.unwrap();
        tx.commit().await.unwrap();
        assert!(says(office, "p2").await.is_err());
        let mut tx = office.begin_as_system().await.unwrap();
        assert!(tx.open(&ID_NUMBER.at("p1", &phone), &why()).is_err());
        drop(tx);
        let mut read = office.read().await.unwrap();
        let broken = find_broken(&mut read, &columns(), |_| ()).await.unwrap();
        assert_eq!(broken.len(), 1);
        assert_eq!((broken[0].column.as_str(), broken[0].row.as_str()), ("trial_people.id_number_sealed", "p2"));
    }

    async fn a_person_is_found_by_number_however_it_is_written(bench) {
        let office = trial(&bench).await;
        let read = office.read().await.unwrap();
        assert_eq!(read.blinds(&ID_NUMBER, ID).unwrap(), [String::new(), String::new()]);
        drop(read);
        let mut tx = office.begin_as_system().await.unwrap();
        put(&mut tx, "p1", "11010519491231002x", TELEPHONE).await;
        put(&mut tx, "p2", "１１０１０５４９１２３１００２", TELEPHONE).await;
        put(&mut tx, "p3", ID, TELEPHONE).await;
        put(&mut tx, "p4", "", TELEPHONE).await;
        assert!(tx.blind(&ID_NUMBER, TELEPHONE).await.unwrap() != tx.blind(&PHONE, TELEPHONE).await.unwrap());
        tx.commit().await.unwrap();
        let mut read = office.read().await.unwrap();
        for (written, expected) in [("110105 19491231 002X", vec!["p1", "p2"]), (ID, vec!["p3"]), ("", vec![]), ("1", vec![])] {
            let [now, before] = read.blinds(&ID_NUMBER, written).unwrap();
            let rows = read.rows(&BY_NUMBER, params![now, before]).await.unwrap();
            let found: Vec<String> = rows.iter().map(|row| row.get(0).unwrap()).collect();
            assert_eq!(found, expected, "{written}");
        }
    }

    async fn keys_are_changed_in_batches_and_whoever_stops_it_loses_nothing(bench) {
        let office = trial(&bench).await;
        let mut tx = office.begin_as_system().await.unwrap();
        for n in 0..450 {
            put(&mut tx, &format!("p{n:03}"), &format!("2103231999023{n:05}"), TELEPHONE).await;
        }
        tx.commit().await.unwrap();
        let old = office.keys().ring().ok().unwrap();
        let (old_seal, old_index) = (old.active(Usage::Seal).unwrap().id, old.active(Usage::Index).unwrap().id);
        let now = office.now();
        let sm4 = Key::of(Algorithm::Sm4Gcm, &office.secret(), KeyState::Prepared, now);
        let sm3 = Key::of(Algorithm::HmacSm3, &office.secret(), KeyState::Prepared, now);
        let (new_seal, new_index) = (sm4.id, sm3.id);
        let changed = office.keys().change(&mut |ring| {
            let ring = ring?.with(sm4.clone()).with(sm3.clone());
            Some(ring.put(new_seal, KeyState::Active, now).put(new_index, KeyState::Active, now))
        });
        let ring = changed.ok().unwrap();
        let uses = |office: Office| async move { in_use(&mut office.read().await.unwrap(), &columns()).await.unwrap() };
        assert_eq!(stale(&uses(office.clone()).await, &ring), 4 * 450);

        // One batch, and the process is gone.
        let step = sealed::reseal(office, &ID_NUMBER, None).await.unwrap().unwrap();
        assert!(step.done > 0 && step.done < 450 && step.broken == 0);
        assert!(!sealed::retire(office, &columns(), old_seal).await.unwrap());
        assert!(!sealed::retire(office, &columns(), old_index).await.unwrap());
        // Meanwhile old and new values open and are found, and a clerk writes.
        assert_eq!(says(office, "p000").await.unwrap(), "210323199902300000");
        assert_eq!(says(office, "p449").await.unwrap(), "210323199902300449");
        for (n, row) in [(0, "p000"), (449, "p449")] {
            let mut read = office.read().await.unwrap();
            let [now, before] = read.blinds(&ID_NUMBER, &format!("2103231999023{n:05}")).unwrap();
            let rows = read.rows(&BY_NUMBER, params![now, before]).await.unwrap();
            assert_eq!(rows.len(), 1);
            assert_eq!(rows[0].get::<String>(0).unwrap(), row);
        }
        let mut tx = office.begin_as_system().await.unwrap();
        put(&mut tx, "p999", ID, TELEPHONE).await;
        tx.commit().await.unwrap();

        // Begun again from the front: what is done is not done twice.
        let mut done = step.done;
        for column in columns() {
            let mut after = None;
            while let Some(step) = sealed::reseal(office, &column, after.as_ref()).await.unwrap() {
                done += step.done;
                after = Some(step.last);
            }
        }
        assert_eq!(done, 2 * 450);
        assert_eq!(stale(&uses(office.clone()).await, &ring), 0);
        assert!(sealed::retire(office, &columns(), old_seal).await.unwrap());
        assert!(sealed::retire(office, &columns(), old_index).await.unwrap());
        assert!(!sealed::retire(office, &columns(), old_index).await.unwrap());
        let mut read = office.read().await.unwrap();
        let mut known = sealed::keys_known(&mut read).await.unwrap();
        known.sort();
        let mut expected = [new_seal, new_index];
        expected.sort();
        assert_eq!(known, expected);
        assert!(find_broken(&mut read, &columns(), |_| ()).await.unwrap().is_empty());
        assert_eq!(ledger::broken_at(&mut read).await.unwrap(), None);
        drop(read);
        assert_eq!(says(office, "p300").await.unwrap(), "210323199902300300");
    }

    async fn without_its_keys_nothing_opens_and_nothing_new_is_sealed(bench) {
        let office = trial(&bench).await;
        let mut tx = office.begin_as_system().await.unwrap();
        put(&mut tx, "p1", ID, TELEPHONE).await;
        tx.commit().await.unwrap();
        let file = bench.dir().join("keys").join("office.keys");
        std::fs::rename(&file, bench.dir().join("elsewhere")).unwrap();
        assert!(says(office, "p1").await.is_err());
        let mut tx = office.begin_as_system().await.unwrap();
        let fault = tx.seal(&ID_NUMBER, "p2", ID).await.err().unwrap().to_string();
        assert!(fault.contains("there is no key file") && !fault.contains(ID), "{fault}");
        assert!(!file.exists());
        drop(tx);
        std::fs::rename(bench.dir().join("elsewhere"), &file).unwrap();
        assert_eq!(says(office, "p1").await.unwrap(), ID);
    }

    async fn a_file_is_kept_in_pieces_and_opened_for_a_purpose(bench) {
        let office = &bench.office;
        let bytes: Vec<u8> = (0..CHUNK * 2 + 77).map(|n| u8::try_from(n % 251).unwrap()).collect();
        for (name, bytes) in [("empty", &bytes[..0]), ("small", &bytes[..5]), ("exact", &bytes[..CHUNK]), ("large", &bytes[..])] {
            let mut tx = office.begin_as_system().await.unwrap();
            let kept = keep_file(&mut tx, bytes, 1 << 20).await.unwrap();
            let again = keep_file(&mut tx, bytes, 1 << 20).await.unwrap();
            tx.commit().await.unwrap();
            assert_eq!(kept, again);
            assert_ne!(kept.address[8..], ledger::sha256(bytes));
            let mut tx = office.begin_as_system().await.unwrap();
            let file = tx.open_file(&kept.address, &Opening::of(format!("trial:{name}"), None, Purpose::Archive)).await.ok().unwrap();
            tx.commit().await.unwrap();
            let mut read = office.read().await.unwrap();
            assert!(file.all(&mut read).await.ok().unwrap().bytes() == bytes, "{name}");
            assert_eq!(ledger::of_subject(&mut read, &format!("trial:{name}"), 5).await.unwrap().len(), 1);
        }
        let mut read = office.read().await.unwrap();
        let pieces: Vec<Vec<u8>> = read.rows(&PIECES, &[]).await.unwrap().iter().map(|row| row.get(0).unwrap()).collect();
        assert_eq!(pieces.len(), 1 + 1 + 1 + 3);
        assert!(pieces.iter().all(|piece| piece.len() <= CHUNK + 16));
        let list = sealed::list_files(&mut read, "", 10).await.unwrap();
        assert!(list.len() == 4 && list.iter().all(|(_, whole)| *whole));
    }

    async fn a_file_that_is_too_large_is_refused_and_one_that_was_cut_short_is_noticed(bench) {
        let office = &bench.office;
        let bytes = vec![7; CHUNK * 2];
        let mut tx = office.begin_as_system().await.unwrap();
        let Err(Problem::Refused(reasons)) = keep_file(&mut tx, &bytes, 1000).await else { panic!("it is too large") };
        assert_eq!(reasons[0].code, "privacy.file_too_large");
        drop(tx);
        let mut tx = office.begin_as_system().await.unwrap();
        let kept = keep_file(&mut tx, &bytes, 1 << 20).await.unwrap();
        tx.run(&CUT, params![1]).await.unwrap();
        tx.commit().await.unwrap();
        let mut read = office.read().await.unwrap();
        assert!(sealed::list_files(&mut read, "", 10).await.unwrap().iter().all(|(_, whole)| !whole));
        drop(read);
        office.engine().script(&format!("update sealed_files set size = {CHUNK}")).await.unwrap();
        let mut tx = office.begin_as_system().await.unwrap();
        let opened = tx.open_file(&kept.address, &why()).await.ok().unwrap();
        assert!(opened.all(&mut tx).await.is_err());
        assert!(matches!(tx.open_file("none", &why()).await, Err(Problem::Missing(_))));
    }

    async fn nothing_plain_is_in_any_file_of_the_database(bench) {
        let office = trial(&bench).await;
        let file = "身份证正面影像 21032319990230123X 辽宁省鞍山市".repeat(40);
        let mut tx = office.begin_as_system().await.unwrap();
        put(&mut tx, "p1", ID, TELEPHONE).await;
        keep_file(&mut tx, file.as_bytes(), 1 << 20).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(says(office, "p1").await.unwrap(), ID);
        let secrets = [ID, TELEPHONE, "身份证正面影像"];
        let (looked, found) = leaks::in_folder(bench.dir(), &secrets);
        assert!(looked > 0 && found.is_empty(), "{found:?}");
        let dump = gk_server::dump::dump(office.engine(), std::io::Cursor::new(Vec::new()), |_| ()).await.unwrap();
        let unpacked = bench.dir().join("dump.zip");
        std::fs::write(&unpacked, dump.into_inner()).unwrap();
        let mut unpacker = gk_sheets::Unpacker::open(std::fs::File::open(&unpacked).unwrap()).unwrap();
        for part in ["sealed_files", "sealed_pieces", "ledger", "sealing_keys"] {
            let mut text = Vec::new();
            std::io::Read::read_to_end(&mut unpacker.part(&format!("{part}.jsonl")).unwrap(), &mut text).unwrap();
            assert!(!text.is_empty() && leaks::in_bytes(&text, &secrets).is_empty(), "{part}");
        }
    }
}
