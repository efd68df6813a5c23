import {
  as,
  choice,
  commaList,
  defineApp,
  integer,
  list,
  microsoft,
  object,
  read,
  text,
  write,
} from '../define.ts'

const team = { team_id: as('team-id', text('Id of the team, from microsoft_teams_list_teams')) }
const channel = {
  ...team,
  channel_id: as('channel-id', text('Id of the channel, for example 19:abc@thread.tacv2')),
}
const chat = { chat_id: as('chat-id', text('Id of the chat, from microsoft_teams_list_chats')) }
const top = as('$top', integer('How many on a page, at most 50').min(1).max(50).optional())
const page = { top, skip_token: microsoft.skipToken }
const body = object('What it says', {
  contentType: choice('Plain text, or HTML, which mentions need; text if absent', [
    'text',
    'html',
  ]).optional(),
  content: text('The text'),
})
const importance = choice('How important; normal if absent', ['normal', 'high', 'urgent']).optional()
const mentions = list(
  object('One person', {
    id: integer('Number of the mention: the text has <at id="0">Name</at> for number 0').min(0),
    mentionText: text('The name as the text has it'),
    mentioned: object('Who', {
      user: object('The person', {
        id: text('Id of the user'),
        displayName: text('Name').optional(),
        userIdentityType: choice('Where the user is from', ['aadUser']).optional(),
      }),
    }),
  }),
  'People who are mentioned; body must be HTML',
).optional()
const from = 'from(user(id,displayName),application(id,displayName))'
const messages = `value(id,messageType,createdDateTime,${from},subject,importance,body(contentType,content),attachments(name,contentUrl),webUrl)`
const chatReading = 'Chat.Read|Chat.ReadWrite'

/** https://learn.microsoft.com/graph/api/resources/teams-api-overview */
export default defineApp({
  slug: 'microsoft-teams',
  name: 'Microsoft Teams',
  category: 'Collaboration',
  position: 160,
  color: '#5059C9',
  icon: 'logos:microsoft-teams',
  about: 'Teams, channels and chats of your work or school account: read, search and send messages.',
  docs: 'https://learn.microsoft.com/graph/api/resources/teams-api-overview',
  hosts: microsoft.hosts,
  auth: [
    // Personal accounts have no Teams that Graph can reach.
    microsoft.auth('organizations', {
      default: ['Team.ReadBasic.All', 'Channel.ReadBasic.All', 'ChannelMessage.Send', 'Chat.ReadWrite'],
      // An administrator of the tenant has to agree to the first, so nobody is asked for it unless they want it.
      more: ['ChannelMessage.Read.All', 'Chat.Read', 'ChatMessage.Send'],
    }),
  ],
  api: microsoft.api,
  tools: {
    microsoft_teams_list_teams: read('GET /me/joinedTeams', {
      about: 'List the teams that the connected person is in.',
      query: {
        select: as(
          '$select',
          commaList(
            'Ask for these properties only',
            choice('Property', ['id', 'displayName', 'description']),
          ),
        ),
      },
      scopes: ['Team.ReadBasic.All'],
      returns: 'value(id,displayName,description)',
    }),
    microsoft_teams_list_channels: read('GET /teams/{team-id}/channels', {
      about: 'List the channels of a team.',
      path: team,
      query: {
        filter: as('$filter', text("OData filter, for example membershipType eq 'private'").optional()),
        select: as(
          '$select',
          commaList(
            'Ask for these properties only',
            choice('Property', ['id', 'displayName', 'description', 'membershipType', 'webUrl', 'email']),
          ),
        ),
      },
      scopes: ['Channel.ReadBasic.All'],
      returns: 'value(id,displayName,description,membershipType,webUrl,email)',
    }),
    microsoft_teams_list_channel_messages: read('GET /teams/{team-id}/channels/{channel-id}/messages', {
      about: 'List the messages of a channel, without their replies, newest first.',
      path: channel,
      query: page,
      scopes: ['ChannelMessage.Read.All'],
      returns: messages,
    }),
    microsoft_teams_send_channel_message: write('POST /teams/{team-id}/channels/{channel-id}/messages', {
      about: 'Post a new message in a channel, as the connected person.',
      path: channel,
      body: { body, subject: text('Headline').optional(), importance, mentions },
      scopes: ['ChannelMessage.Send'],
      returns: 'id,webUrl',
    }),
    microsoft_teams_reply_to_message: write(
      'POST /teams/{team-id}/channels/{channel-id}/messages/{chatMessage-id}/replies',
      {
        about: 'Reply to a message of a channel, in its thread.',
        path: { ...channel, message_id: as('chatMessage-id', text('Id of the message to reply to')) },
        body: { body },
        scopes: ['ChannelMessage.Send'],
        returns: 'id,webUrl',
      },
    ),
    microsoft_teams_list_chats: read('GET /me/chats', {
      about: 'List the chats of the connected person: with one person, groups and meetings.',
      query: {
        top,
        expand: as(
          '$expand',
          commaList('Also give these', choice('What', ['members', 'lastMessagePreview'])),
        ),
        orderby: as(
          '$orderby',
          choice('Newest first', ['lastMessagePreview/createdDateTime desc']).optional(),
        ),
        skip_token: microsoft.skipToken,
      },
      scopes: [chatReading],
      returns:
        'value(id,topic,chatType,lastUpdatedDateTime,webUrl,members(displayName,email,userId),lastMessagePreview(createdDateTime,body/content,from/user/displayName))',
    }),
    microsoft_teams_list_chat_messages: read('GET /chats/{chat-id}/messages', {
      about: 'List the messages of a chat, newest first.',
      path: chat,
      query: {
        top,
        orderby: as(
          '$orderby',
          choice('Order', ['createdDateTime desc', 'lastModifiedDateTime desc']).optional(),
        ),
        skip_token: microsoft.skipToken,
      },
      scopes: [chatReading],
      returns: messages,
    }),
    microsoft_teams_send_chat_message: write('POST /chats/{chat-id}/messages', {
      about: 'Send a message to a chat, as the connected person.',
      path: chat,
      body: { body, importance },
      scopes: ['ChatMessage.Send|Chat.ReadWrite'],
      returns: 'id,webUrl',
    }),
    microsoft_teams_search_messages: read('POST /search/query', {
      about:
        'Search messages of chats and channels. Send one request; while moreResultsAvailable is true, go on with from raised by size.',
      body: {
        requests: list(
          object('A search', {
            entityTypes: list(choice('Kind', ['chatMessage']), 'What to search: ["chatMessage"]'),
            query: object('What to find', {
              queryString: text('Words, or Keyword Query Language: from:ada budget sent>2026-11-01'),
            }),
            from: integer('How many to leave out from the start').min(0).optional(),
            size: integer('How many, at most 25').min(1).max(25).optional(),
            fields: list(text('Name of a property'), 'Properties to ask for').optional(),
          }),
          'Exactly one search',
        )
          .min(1)
          .max(1),
      },
      scopes: [chatReading, 'ChannelMessage.Read.All'],
      returns:
        'value(hitsContainers(total,moreResultsAvailable,hits(hitId,rank,summary,resource(id,createdDateTime,subject,chatId,channelIdentity,from(emailAddress),webLink,webUrl))))',
    }),
  },
})
