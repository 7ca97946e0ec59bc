// node:fs of a browser: there are no files, which each function says as a system call would. Mapped directories are refused
// before; WASI's functions look here only for what a descriptor leads to, and the three streams lead nowhere.
/** Linux's, as far as they are used. */
export const constants = {
  O_RDONLY: 0,
  O_WRONLY: 1,
  O_RDWR: 2,
  O_CREAT: 0o100,
  O_EXCL: 0o200,
  O_TRUNC: 0o1000,
  O_APPEND: 0o2000,
  O_NONBLOCK: 0o4000,
  O_DSYNC: 0o10000,
  O_DIRECTORY: 0o200000,
  O_NOFOLLOW: 0o400000,
  O_SYNC: 0o4010000,
  S_IFMT: 0o170000,
  S_IFSOCK: 0o140000,
  S_IFLNK: 0o120000,
  S_IFREG: 0o100000,
  S_IFBLK: 0o60000,
  S_IFDIR: 0o40000,
  S_IFCHR: 0o20000,
  S_IFIFO: 0o10000,
  S_IRUSR: 0o400,
};

function noFiles() {
  throw Object.assign(new Error('ENOSYS: browsers have no files'), { code: 'ENOSYS', syscall: 'open' });
}

export const existsSync = () => false;
export {
  noFiles as closeSync,
  noFiles as fdatasyncSync,
  noFiles as fstatSync,
  noFiles as fsyncSync,
  noFiles as ftruncateSync,
  noFiles as futimesSync,
  noFiles as linkSync,
  noFiles as lstatSync,
  noFiles as lutimesSync,
  noFiles as mkdirSync,
  noFiles as opendirSync,
  noFiles as openSync,
  noFiles as readlinkSync,
  noFiles as readvSync,
  noFiles as realpathSync,
  noFiles as renameSync,
  noFiles as rmdirSync,
  noFiles as statSync,
  noFiles as symlinkSync,
  noFiles as unlinkSync,
  noFiles as utimesSync,
  noFiles as writeSync,
  noFiles as writevSync,
};
