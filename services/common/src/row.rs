//! Rows of a database: fields in order, lengths before everything of changing length.

const DAMAGED: &str = "a stored row is damaged";

#[derive(Default)]
pub struct RowWriter {
    bytes: Vec<u8>,
}

impl RowWriter {
    pub fn new() -> RowWriter {
        RowWriter::default()
    }

    pub fn u8(mut self, number: u8) -> RowWriter {
        self.bytes.push(number);
        self
    }

    pub fn u32(mut self, number: u32) -> RowWriter {
        self.bytes.extend(number.to_le_bytes());
        self
    }

    pub fn u64(mut self, number: u64) -> RowWriter {
        self.bytes.extend(number.to_le_bytes());
        self
    }

    pub fn bytes(self, bytes: impl AsRef<[u8]>) -> RowWriter {
        let bytes = bytes.as_ref();
        let mut row = self.u32(bytes.len() as u32);
        row.bytes.extend(bytes);
        row
    }

    pub fn texts(self, list: &[String]) -> RowWriter {
        let counted = self.u32(list.len() as u32);
        list.iter().fold(counted, |row, text| row.bytes(text))
    }

    pub fn done(self) -> Vec<u8> {
        self.bytes
    }
}

/// Reads in the order of writing; every answer of a row that was not written so is an error.
pub struct RowReader<'a> {
    rest: &'a [u8],
}

impl<'a> RowReader<'a> {
    pub fn new(row: &'a [u8]) -> RowReader<'a> {
        RowReader { rest: row }
    }

    pub fn u8(&mut self) -> Result<u8, String> {
        Ok(self.take(1)?[0])
    }

    pub fn u32(&mut self) -> Result<u32, String> {
        self.number().map(u32::from_le_bytes)
    }

    pub fn u64(&mut self) -> Result<u64, String> {
        self.number().map(u64::from_le_bytes)
    }

    pub fn bytes(&mut self) -> Result<Vec<u8>, String> {
        let length = self.u32()? as usize;
        self.take(length).map(<[u8]>::to_vec)
    }

    pub fn text(&mut self) -> Result<String, String> {
        String::from_utf8(self.bytes()?).map_err(|_| DAMAGED.to_string())
    }

    pub fn texts(&mut self) -> Result<Vec<String>, String> {
        let count = self.u32()?;
        (0..count).map(|_| self.text()).collect()
    }

    fn number<const N: usize>(&mut self) -> Result<[u8; N], String> {
        self.take(N)?.try_into().map_err(|_| DAMAGED.to_string())
    }

    fn take(&mut self, length: usize) -> Result<&'a [u8], String> {
        let (head, rest) = self.rest.split_at_checked(length).ok_or(DAMAGED)?;
        self.rest = rest;
        Ok(head)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_written_is_read_and_a_cut_row_is_an_error() {
        let list = ["a".to_string(), "ю".to_string()];
        let row = RowWriter::new().u8(7).u32(8).u64(u64::MAX);
        let row = row.bytes([1, 2]).bytes("text").texts(&list).done();
        let mut reader = RowReader::new(&row);
        assert_eq!(reader.u8(), Ok(7));
        assert_eq!(reader.u32(), Ok(8));
        assert_eq!(reader.u64(), Ok(u64::MAX));
        assert_eq!(reader.bytes(), Ok(vec![1, 2]));
        assert_eq!(reader.text().as_deref(), Ok("text"));
        assert_eq!(reader.texts().as_deref(), Ok(&list[..]));
        assert_eq!(reader.u8(), Err(DAMAGED.to_string()));
        let mut cut = RowReader::new(&row[row.len() - 7..row.len() - 1]);
        assert_eq!(cut.text(), Err(DAMAGED.to_string()));
        let huge = RowWriter::new().u32(u32::MAX).done();
        assert!(RowReader::new(&huge).texts().is_err());
    }
}
