import {
  any,
  choice,
  defineApp,
  destructive,
  flag,
  google,
  integer,
  list,
  number,
  object,
  read,
  text,
  textAt,
  write,
} from '../define.ts'

const sheetsScope = google.scope('spreadsheets')
const readonly = google.scope('spreadsheets.readonly')
const ownFiles = google.scope('drive.file')
const reading = [`${readonly}|${sheetsScope}|${ownFiles}`]
const writing = [`${sheetsScope}|${ownFiles}`]

const spreadsheet = { spreadsheetId: text('Id of the spreadsheet: the part after /d/ in its web address') }
const range = {
  range: text("In A1 notation, such as Sheet1!A1:D20 or 'My sheet'!B:B; without a sheet the first one"),
}
const majorDimension = choice('What an inner list of values is; ROWS if absent', [
  'ROWS',
  'COLUMNS',
]).optional()
const valueRenderOption = choice('How values come: as shown (if absent), unformatted, or as formulas', [
  'FORMATTED_VALUE',
  'UNFORMATTED_VALUE',
  'FORMULA',
]).optional()
const written = {
  valueInputOption: choice(
    'RAW stores values as they are. USER_ENTERED takes them as if typed: dates are read, and formulas run, also those that fetch from the web',
    ['RAW', 'USER_ENTERED'],
  ).default('RAW'),
}
const values = list(
  list(any('Text, number, true or false; null leaves the cell as it is, empty text empties it'), 'One row'),
  'The rows',
)

const sheetId = integer('sheetId of the sheet, from google_sheets_get_spreadsheet').min(0)
const gridRange = object('Part of a sheet; indexes count from 0, ends are not included', {
  sheetId,
  startRowIndex: integer('First row').min(0).optional(),
  endRowIndex: integer('Row after the last').min(0).optional(),
  startColumnIndex: integer('First column').min(0).optional(),
  endColumnIndex: integer('Column after the last').min(0).optional(),
})
const dimensionRange = object('Rows or columns', {
  sheetId,
  dimension: choice('Which', ['ROWS', 'COLUMNS']),
  startIndex: integer('First, from 0').min(0),
  endIndex: integer('The one after the last').min(0),
})
const sheetProperties = {
  title: text('Title').optional(),
  index: integer('Place among the sheets, from 0').min(0).optional(),
  hidden: flag('Not shown').optional(),
  gridProperties: object('Size', {
    rowCount: integer('Rows').min(1).optional(),
    columnCount: integer('Columns').min(1).optional(),
    frozenRowCount: integer('Rows that stay in view').min(0).optional(),
    frozenColumnCount: integer('Columns that stay in view').min(0).optional(),
  }).optional(),
}
const fields = text('Which properties are changed, with commas, such as title,gridProperties.frozenRowCount')
const format = object('How cells look', {
  textFormat: object('Text', { bold: flag('Bold').optional(), italic: flag('Italic').optional() }).optional(),
  backgroundColor: object('Parts from 0 to 1', {
    red: number('Red').min(0).max(1).optional(),
    green: number('Green').min(0).max(1).optional(),
    blue: number('Blue').min(0).max(1).optional(),
  }).optional(),
})
/** The changes that are asked for most; the others are let through. */
const change = object('One change, under its name', {
  addSheet: object('Adds a sheet', { properties: object('The sheet', sheetProperties) }).optional(),
  deleteSheet: object('Deletes a sheet and all in it', { sheetId }).optional(),
  duplicateSheet: object('Copies a sheet', {
    sourceSheetId: sheetId,
    newSheetName: text('Title of the copy').optional(),
  }).optional(),
  updateSheetProperties: object('Renames, moves, freezes', {
    properties: object('The sheet', { sheetId, ...sheetProperties }),
    fields,
  }).optional(),
  insertDimension: object('Inserts rows or columns', { range: dimensionRange }).optional(),
  deleteDimension: object('Deletes rows or columns', { range: dimensionRange }).optional(),
  repeatCell: object('Gives all cells of a part the same look', {
    range: gridRange,
    cell: object('The cell', { userEnteredFormat: format }),
    fields: text('Such as userEnteredFormat.textFormat.bold'),
  }).optional(),
  findReplace: object('Replaces text', {
    find: text('What'),
    replacement: text('With what'),
    allSheets: flag('In all sheets').optional(),
    matchCase: flag('Large and small letters differ').optional(),
    matchEntireCell: flag('Only whole cells').optional(),
  }).optional(),
  sortRange: object('Sorts rows', {
    range: gridRange,
    sortSpecs: list(
      object('By a column', {
        dimensionIndex: integer('The column, from 0').min(0),
        sortOrder: choice('Order', ['ASCENDING', 'DESCENDING']),
      }),
      'By what, the most important first',
    ),
  }).optional(),
  mergeCells: object('Merges cells', {
    range: gridRange,
    mergeType: choice('How', ['MERGE_ALL', 'MERGE_COLUMNS', 'MERGE_ROWS']),
  }).optional(),
})

/** https://developers.google.com/workspace/sheets/api/reference/rest */
export default defineApp({
  slug: 'google-sheets',
  name: 'Google Sheets',
  category: 'Data',
  position: 120,
  color: '#34A853',
  icon: 'simple-icons:googlesheets',
  about: 'Read, fill and shape spreadsheets.',
  docs: 'https://developers.google.com/workspace/sheets/api/reference/rest',
  hosts: {
    ...google.hosts,
    api: 'https://sheets.googleapis.com',
    openid: 'https://openidconnect.googleapis.com',
  },
  auth: [google.auth({ default: ['openid', 'email', sheetsScope], more: [readonly, ownFiles] })],
  api: {
    base: '{api}/v4',
    whoami: {
      request: 'GET {openid}/v1/userinfo',
      label: (person) => textAt(person, 'email') ?? textAt(person, 'sub'),
    },
    failure: google.failure,
  },
  tools: {
    google_sheets_get_spreadsheet: read('GET /spreadsheets/{spreadsheetId}', {
      about: 'Read what a spreadsheet is made of: title, and titles, ids and sizes of its sheets.',
      path: spreadsheet,
      query: {
        ranges: list(text('In A1 notation'), 'Only these parts').optional(),
        includeGridData: flag('Also the cells; google_sheets_read_range is far smaller').optional(),
        fields: text('Less of the answer, such as sheets.properties.title; then no cells come').optional(),
      },
      scopes: reading,
      returns:
        'spreadsheetId,spreadsheetUrl,properties(title,locale,timeZone),sheets(properties(sheetId,title,index,gridProperties),data(startRow,startColumn,rowData/values(formattedValue,userEnteredValue)))',
    }),
    google_sheets_read_range: read('GET /spreadsheets/{spreadsheetId}/values/{range}', {
      about:
        'Read the values of a range. Empty cells at the end of a row and empty rows at the end are left out.',
      path: { ...spreadsheet, ...range },
      query: {
        valueRenderOption,
        dateTimeRenderOption: choice('How dates come with unformatted values', [
          'SERIAL_NUMBER',
          'FORMATTED_STRING',
        ]).optional(),
        majorDimension,
      },
      scopes: reading,
      returns: 'range,values',
    }),
    google_sheets_batch_read: read('GET /spreadsheets/{spreadsheetId}/values:batchGet', {
      about: 'Read several ranges of a spreadsheet at once.',
      path: spreadsheet,
      query: {
        ranges: list(text('In A1 notation, such as Sheet1!A1:D20'), 'The ranges').optional(),
        valueRenderOption,
        majorDimension,
      },
      scopes: reading,
      returns: 'valueRanges(range,values)',
    }),
    google_sheets_append_rows: write('POST /spreadsheets/{spreadsheetId}/values/{range}:append', {
      about: 'Add rows below the table that lies in a range, such as Sheet1!A:D.',
      path: { ...spreadsheet, ...range },
      query: {
        ...written,
        insertDataOption: choice('Whether what lies below is overwritten (if absent) or moved down', [
          'OVERWRITE',
          'INSERT_ROWS',
        ]).optional(),
      },
      body: { values, majorDimension },
      scopes: writing,
      returns: 'updates(updatedRange,updatedRows)',
    }),
    google_sheets_update_range: write('PUT /spreadsheets/{spreadsheetId}/values/{range}', {
      about: 'Overwrite the cells of a range.',
      path: { ...spreadsheet, ...range },
      query: written,
      body: { values, majorDimension },
      scopes: writing,
      returns: 'updatedRange,updatedCells',
    }),
    google_sheets_clear_range: destructive('POST /spreadsheets/{spreadsheetId}/values/{range}:clear', {
      about: 'Empty the cells of a range; how they look stays.',
      path: { ...spreadsheet, ...range },
      scopes: writing,
      returns: 'clearedRange',
    }),
    google_sheets_create_spreadsheet: write('POST /spreadsheets', {
      about: 'Make a spreadsheet, in the root of My Drive.',
      body: {
        properties: object('The spreadsheet', {
          title: text('Title').optional(),
          locale: text('Such as de_DE').optional(),
          timeZone: text('Such as Europe/Berlin').optional(),
        }),
        sheets: list(
          object('A sheet', { properties: object('The sheet', sheetProperties) }),
          'Its sheets; one if absent',
        ).optional(),
      },
      scopes: writing,
      returns: 'spreadsheetId,spreadsheetUrl',
    }),
    google_sheets_batch_update: destructive('POST /spreadsheets/{spreadsheetId}:batchUpdate', {
      about:
        'Change the build of a spreadsheet: sheets, rows, columns, looks, sorting. All changes are made, or none. Can delete.',
      path: spreadsheet,
      body: {
        requests: list(change, 'The changes, in their order'),
        includeSpreadsheetInResponse: flag('Say afterwards what the spreadsheet is made of').optional(),
      },
      scopes: writing,
      returns:
        'spreadsheetId,replies,updatedSpreadsheet(properties/title,sheets/properties(sheetId,title,index,gridProperties))',
    }),
  },
})
