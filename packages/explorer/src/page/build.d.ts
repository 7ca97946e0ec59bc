/** Whether this is the page as one file, which shows exports and asks nobody. The build says so. */
declare const IS_ALONE: boolean;
/** Where that file is, beside a page that is not; the build says so. */
declare const SINGLE_FILE: string | undefined;
