//! Which cell belongs to which column (列对位), where a row has fewer or other cells than the head.

use super::cells::Features;
use super::words::Column;

/// The most cells and columns looked at; a row beyond that is read by place.
const MOST: usize = 48;

/// How well a cell fits a column: below −3 it can hardly stand there.
pub(super) fn fit(cell: &Features, column: &Column) -> i32 {
    if cell.blank {
        return 0;
    }
    match column {
        Column::Number => {
            if cell.number {
                6
            } else {
                -6
            }
        }
        Column::Domain | Column::Extra(_) => 0,
        Column::Level(level) => fit_level(cell, *level),
        Column::Elements => fit_elements(cell),
        Column::Basis => match cell {
            one if one.tick || one.channels && !one.instrument => -6,
            one if one.same_above => 2,
            one if one.instrument => 5,
            _ => -3,
        },
        Column::Limit => match cell {
            one if one.limit && !one.channels => 6,
            one if one.same_above => 2,
            one if one.length > 160 => -6,
            _ => -4,
        },
        Column::Responsible => match cell {
            one if one.tick || one.limit || one.number => -6,
            one if one.channels && one.length > 12 => -6,
            one if one.same_above => 2,
            one if one.instrument && !one.organ => -4,
            one if one.organ => 4,
            one if one.length > 80 => -4,
            _ => -1,
        },
        Column::Channels => {
            if cell.channels {
                7
            } else if cell.same_above {
                3
            } else if cell.organ && cell.length < 30 {
                -2
            } else {
                -5
            }
        }
        Column::Audience | Column::Method | Column::Levels => {
            if cell.length <= 30 {
                1
            } else {
                -4
            }
        }
        tick => fit_tick(cell, tick),
    }
}

fn fit_level(cell: &Features, level: u8) -> i32 {
    if cell.tick || cell.channels && !cell.known_first && !cell.known_second {
        return -6;
    }
    if cell.number {
        return -5;
    }
    if level == 1 && cell.known_first {
        return 5;
    }
    if level > 1 && cell.known_second {
        return 4;
    }
    if cell.limit && !cell.instrument {
        return -4;
    }
    match cell.length {
        _ if level == 1 && cell.known_second => -1,
        _ if cell.listed && cell.length > 30 => -3,
        _ if cell.instrument && cell.length > 24 => -2,
        0..=30 => 1,
        31..=60 => 0,
        _ => -4,
    }
}

fn fit_elements(cell: &Features) -> i32 {
    if cell.tick {
        return -6;
    }
    if cell.number || cell.channels && !cell.listed {
        return -5;
    }
    if cell.limit && !cell.instrument && cell.length < 40 {
        return -2;
    }
    if cell.listed || cell.length >= 10 && !cell.instrument {
        return 2;
    }
    i32::from(cell.length >= 6 && !cell.organ && !cell.instrument)
}

fn fit_tick(cell: &Features, column: &Column) -> i32 {
    if cell.tick {
        return if matches!(column, Column::AudienceSpecific | Column::OnRequest) { 3 } else { 4 };
    }
    match column {
        Column::AudienceSpecific
            if cell.length <= 30
                && !cell.listed
                && !cell.known_second
                && !cell.instrument
                && !cell.number
                && !cell.limit
                && !cell.channels =>
        {
            1
        }
        _ if cell.length <= 4 && !cell.number => -1,
        _ => -6,
    }
}

/// The sum of fits by place, and how strange it looks: 1 for a cell that can hardly stand where it does, 2 for one that cannot.
pub(super) fn by_place(cells: &[Features], columns: &[Column]) -> (i32, usize) {
    let mut sum = 0;
    let mut strange = 0;
    for (cell, column) in cells.iter().zip(columns) {
        let one = fit(cell, column);
        strange += usize::from(one <= -4) + usize::from(one <= -6);
        sum += one;
    }
    (sum, strange)
}

/// What it costs to leave a column without a cell.
fn without(column: &Column, last_level: Option<u8>) -> i32 {
    match column {
        Column::Level(level) if Some(*level) == last_level => -3,
        Column::Level(1) | Column::Extra(_) | Column::Domain => 0,
        one if one.is_tick() => 0,
        _ => -1,
    }
}

/// For every column the cell that belongs to it, in order, and the sum of fits. Blank cells are not placed.
pub(super) fn by_content(cells: &[Features], columns: &[Column]) -> (Vec<Option<usize>>, i32) {
    let filled: Vec<usize> =
        cells.iter().enumerate().filter(|(_, one)| !one.blank).map(|(at, _)| at).take(MOST).collect();
    let columns = columns.get(..columns.len().min(MOST)).unwrap_or(columns);
    let (n, m) = (filled.len(), columns.len());
    let width = m + 1;
    let mut best = vec![0_i32; (n + 1) * width];
    let mut step = vec![Step::Column; (n + 1) * width];
    for i in 0..=n {
        for j in 0..=m {
            if i + j == 0 {
                continue;
            }
            let (value, how) = choose(&best, cells, &filled, columns, (i, j));
            if let (Some(b), Some(s)) = (best.get_mut(i * width + j), step.get_mut(i * width + j)) {
                (*b, *s) = (value, how);
            }
        }
    }
    let mut placed = vec![None; m];
    let (mut i, mut j) = (n, m);
    while i + j > 0 {
        match step.get(i * width + j).copied().unwrap_or(Step::Column) {
            Step::Both if i > 0 && j > 0 => {
                i -= 1;
                j -= 1;
                if let Some(slot) = placed.get_mut(j) {
                    *slot = filled.get(i).copied();
                }
            }
            Step::Cell if i > 0 => i -= 1,
            _ if j > 0 => j -= 1,
            _ => i = i.saturating_sub(1),
        }
    }
    (placed, best.last().copied().unwrap_or(0))
}

#[derive(Clone, Copy)]
enum Step {
    Both,
    Cell,
    Column,
}

fn choose(
    best: &[i32],
    cells: &[Features],
    filled: &[usize],
    columns: &[Column],
    (i, j): (usize, usize),
) -> (i32, Step) {
    let width = columns.len() + 1;
    let last_level = columns
        .iter()
        .filter_map(|one| if let Column::Level(level) = one { Some(*level) } else { None })
        .max();
    let at = |i: usize, j: usize| best.get(i * width + j).copied().unwrap_or(i32::MIN / 2);
    let mut value = i32::MIN / 2;
    let mut how = Step::Column;
    if let (Some(before), Some(column)) =
        (j.checked_sub(1), j.checked_sub(1).and_then(|one| columns.get(one)))
    {
        value = at(i, before) + without(column, last_level);
        if let Some(cell) = i.checked_sub(1).and_then(|one| filled.get(one)).and_then(|one| cells.get(*one)) {
            let both = at(i - 1, before) + fit(cell, column);
            if both >= value {
                (value, how) = (both, Step::Both);
            }
        }
    }
    if i > 0 {
        let cell = at(i - 1, j) - 8;
        if cell > value {
            (value, how) = (cell, Step::Cell);
        }
    }
    (value, how)
}

#[cfg(test)]
mod tests {
    use super::super::cells::features;
    use super::*;

    #[test]
    fn a_row_without_its_first_level_finds_its_columns() {
        let columns = [
            Column::Number,
            Column::Level(1),
            Column::Level(2),
            Column::Elements,
            Column::Basis,
            Column::Limit,
            Column::Responsible,
            Column::Channels,
        ];
        let cells: Vec<Features> = [
            "2",
            "部门和地方规章",
            "与安全生产有关的部门和地方规章",
            "《政府信息公开条例》",
            "信息形成或变更之日起20个工作日内",
            "区应急局",
        ]
        .iter()
        .map(|one| features(one))
        .collect();
        let (placed, _) = by_content(&cells, &columns);
        assert_eq!(placed, [Some(0), None, Some(1), Some(2), Some(3), Some(4), Some(5), None]);
    }

    #[test]
    fn a_full_row_stays_in_place() {
        let columns = [Column::Number, Column::Level(1), Column::Level(2), Column::Elements, Column::Basis];
        let cells: Vec<Features> = ["1", "救灾", "政策文件", "1.法律法规:与救灾有关的法律、法规", "《条例》"]
            .iter()
            .map(|one| features(one))
            .collect();
        assert_eq!(by_place(&cells, &columns).1, 0);
    }
}
