/** Where the licences of the packages in this page stand, beside index.html. The page in one file holds them itself. */
export const LICENCES_FILE = 'licences.txt';
