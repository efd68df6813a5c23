# The dashboard, which takes tools of development to build.
FROM node:24-slim AS dashboard
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY packages ./packages
COPY scripts ./scripts
RUN npm ci --ignore-scripts --no-audit --no-fund && node packages/web/build.ts

# The dependencies, without those of development, next to the sources: they run as they are.
FROM node:24-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY packages ./packages
COPY scripts ./scripts
RUN npm ci --omit=dev --ignore-scripts --no-audit --no-fund
COPY --from=dashboard /app/packages/web/dist ./packages/web/dist

FROM node:24-slim
# The user "node" owns the data and may write nothing else.
RUN mkdir /data /backups && chown node:node /data /backups && chmod 700 /data /backups
WORKDIR /app
COPY --from=build /app ./
ENV NODE_ENV=production \
    HOST=0.0.0.0 \
    PORT=3000 \
    JACKFIELD_DATA_DIR=/data \
    PATH=/app/node_modules/.bin:$PATH
USER node
VOLUME ["/data", "/backups"]
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + process.env.PORT + '/healthz').then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
# The program itself, and not the launcher: there is nothing to install. It ends in order on SIGTERM.
CMD ["node", "--disable-warning=ExperimentalWarning", "packages/server/src/main.ts"]
