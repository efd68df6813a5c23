import {
  choice,
  cursor,
  date,
  defineApp,
  destructive,
  either,
  flag,
  google,
  integer,
  list,
  moment,
  object,
  read,
  text,
  textAt,
  write,
} from '../define.ts'

const events = google.scope('calendar.events')
const eventsReadonly = google.scope('calendar.events.readonly')
const calendarList = google.scope('calendar.calendarlist.readonly')
const freeBusy = google.scope('calendar.freebusy')

const calendar = { calendarId: text("Id of the calendar; primary is the connected person's own") }
const event = {
  ...calendar,
  eventId: text('Id of the event; of one occurrence of a series where only that is meant'),
}
const timeZone = (about: string) => text(`${about}, such as Europe/Berlin`).optional()
const pageToken = text('Where the next page begins, as next_page says').optional()
const sendUpdates = choice('Who is written to; nobody if absent', ['all', 'externalOnly', 'none']).optional()
const time = (about: string) =>
  object(`${about}: dateTime, or date for a whole day`, {
    dateTime: either('With an offset, as 2026-11-21T09:00:00+01:00, or without one and with timeZone', [
      moment('With an offset'),
      text('Local time').regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}$/),
    ]).optional(),
    date: date('Whole day; as an end the day after the last one').optional(),
    timeZone: timeZone('Time zone; a series needs it'),
  })
const attendee = object('A guest', {
  email: text('Address'),
  displayName: text('Name').optional(),
  optional: flag('Need not come').optional(),
  responseStatus: choice('Answer', ['needsAction', 'declined', 'tentative', 'accepted']).optional(),
})
const details = {
  summary: text('Title').optional(),
  description: text('Text; can hold HTML').optional(),
  location: text('Place').optional(),
}

/** https://developers.google.com/workspace/calendar/api/v3/reference */
export default defineApp({
  slug: 'google-calendar',
  name: 'Google Calendar',
  category: 'Calendar',
  position: 100,
  color: '#4285F4',
  icon: 'logos:google-calendar',
  about: 'Look up, plan and change events, and find free time.',
  docs: 'https://developers.google.com/workspace/calendar/api/v3/reference',
  hosts: { ...google.hosts, api: 'https://www.googleapis.com' },
  auth: [
    google.auth({ default: ['openid', 'email', events, calendarList, freeBusy], more: [eventsReadonly] }),
  ],
  api: {
    base: '{api}/calendar/v3',
    // The id of somebody's own calendar is their address.
    whoami: { request: 'GET /users/me/calendarList/primary', label: (primary) => textAt(primary, 'id') },
    paging: cursor('pageToken', 'nextPageToken'),
    failure: google.failure,
  },
  tools: {
    google_calendar_list_calendars: read('GET /users/me/calendarList', {
      about: 'List the calendars that the person sees, with the ids that other tools want.',
      query: {
        maxResults: integer('How many, at most 250; 100 if absent').min(1).max(250).optional(),
        pageToken,
        minAccessRole: choice('Only those with at least this access', [
          'freeBusyReader',
          'reader',
          'writer',
          'owner',
        ]).optional(),
      },
      scopes: [calendarList],
      returns: 'items(id,summary,timeZone,primary)',
    }),
    google_calendar_list_events: read('GET /calendars/{calendarId}/events', {
      about:
        'List or search events. For what happens in some days give timeMin, timeMax, singleEvents and orderBy startTime.',
      path: calendar,
      query: {
        timeMin: moment('Events that end after this, with an offset').optional(),
        timeMax: moment('Events that begin before this, with an offset').optional(),
        q: text('Words in title, text, place or guests').optional(),
        maxResults: integer('How many, at most 2500; 250 if absent').min(1).max(2500).optional(),
        pageToken,
        singleEvents: flag('Each occurrence of a series by itself instead of the series').optional(),
        orderBy: choice('Order; startTime only with singleEvents', ['startTime', 'updated']).optional(),
        timeZone: timeZone('Time zone of the answer'),
      },
      scopes: [`${eventsReadonly}|${events}`],
      returns:
        'items(id,status,summary,location,start,end,attendees(email,displayName,responseStatus),htmlLink)',
    }),
    google_calendar_get_event: read('GET /calendars/{calendarId}/events/{eventId}', {
      about: 'Read an event: times, text, place, guests and their answers, link to the call.',
      path: event,
      scopes: [`${eventsReadonly}|${events}`],
      returns:
        'id,status,summary,description,location,start,end,recurrence,attendees,organizer/email,hangoutLink,htmlLink,updated',
    }),
    google_calendar_create_event: write('POST /calendars/{calendarId}/events', {
      about: 'Put an event into a calendar. Guests are only written to with sendUpdates all.',
      path: calendar,
      query: {
        sendUpdates,
        conferenceDataVersion: integer('1 where conferenceData is given').min(0).max(1).optional(),
      },
      body: {
        ...details,
        start: time('Begin'),
        end: time('End'),
        attendees: list(attendee, 'The guests').optional(),
        recurrence: list(text('Such as RRULE:FREQ=WEEKLY;COUNT=10'), 'How a series repeats').optional(),
        conferenceData: object('Adds a Google Meet call; needs conferenceDataVersion 1', {
          createRequest: object('The call to make', {
            requestId: text('Any text that was not used for another call'),
            conferenceSolutionKey: object('What kind of call', {
              type: choice('Google Meet', ['hangoutsMeet']),
            }).optional(),
          }),
        }).optional(),
      },
      scopes: [events],
      returns: 'id,htmlLink,hangoutLink',
    }),
    google_calendar_update_event: write('PATCH /calendars/{calendarId}/events/{eventId}', {
      about:
        'Change an event; what is left out stays. Attendees replace all guests: give those who stay as well.',
      path: event,
      query: { sendUpdates },
      body: {
        ...details,
        start: time('New begin').optional(),
        end: time('New end').optional(),
        attendees: list(attendee, 'All guests, also those who were there before').optional(),
      },
      scopes: [events],
      returns: 'id,updated,htmlLink',
    }),
    google_calendar_delete_event: destructive('DELETE /calendars/{calendarId}/events/{eventId}', {
      about: 'Delete an event; of a series all of it, unless the id is that of one occurrence.',
      path: event,
      query: { sendUpdates },
      scopes: [events],
    }),
    google_calendar_find_free_busy: read('POST /freeBusy', {
      about:
        'Say when calendars are busy, without what is in them. Works for colleagues whose calendar shows that much.',
      body: {
        timeMin: moment('From, with an offset'),
        timeMax: moment('To, with an offset'),
        items: list(object('A calendar', { id: text('Its id, or the address of a person') }), 'Whose'),
        timeZone: timeZone('Time zone of the answer; UTC if absent'),
      },
      scopes: [freeBusy],
      returns: 'calendars/*(busy,errors)',
    }),
    google_calendar_quick_add: write('POST /calendars/{calendarId}/events/quickAdd', {
      about: 'Make an event from one sentence. For exact times google_calendar_create_event is safer.',
      path: calendar,
      query: { text: text('Such as Lunch with Ana tomorrow 12:30-13:30'), sendUpdates },
      scopes: [events],
      returns: 'id,summary,start,end,htmlLink',
    }),
  },
})
