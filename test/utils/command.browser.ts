/** Where a page finds files of the repository. */
export const repository = '/repository';
