/** The packages whose own types the contracts are tested against, and one that carries the schema of SARIF, pinned by hash. */
export const PACKAGES = {
  '@grpc/grpc-js': {
    version: '1.14.7',
    sha512: 'W4W/fcBMGRVtG6dW2c7cw2mnpS3hvbBd+oQXjh2iYFTZDk1JJmcNqkM5KSaPubQpamlUUurrlb7G1s9NJeERmQ==',
  },
  /** Only its schema is read. */
  '@microsoft/jest-sarif': {
    version: '1.0.0-beta.0',
    sha512: 'A1fOhPd6Ic5iDk4F9YPw1qNB4XF+7+IviR7xl8r2F6QzQkx5cpY9LsGk2rExiFIEcBbjpVnSmwWGBukASkiQ9A==',
  },
  '@mikro-orm/core': {
    version: '7.1.15',
    sha512: '2u7UuZ3IXRsqEnOVNxh1Lf8R3rzTj1Uqem/Xdo/iEpeRls3QUOAIar3Qm0LjpaSyaRIVOrohXFg2Wk+acJEbeA==',
  },
  '@neondatabase/serverless': {
    version: '1.2.0',
    sha512: 'tnaqgixUengZQNd9ZrS3ytQfamJzLKY8QxgqWQTNHHtB+KrFQWk77JTbbpg4RD+J3qE4eO2lVytvGDX5Kj6FdQ==',
  },
  /** Only its names are read; later ones are nine times as large. */
  '@prisma/client': {
    version: '5.22.0',
    sha512: 'M0SVXfyHnQREBKxCgyo7sffrKttwE6R8PMq330MIUF0pTwjUhLbW84pFDlf06B27XyCR++VtjugEnIHdr07SVA==',
  },
  '@redis/client': {
    version: '6.3.1',
    sha512: 'masbfVKULdoAofwddepZxRhWa4w6zvBHn6TRn90TRPrRkVIlGCur3pFqwWaCbMxtYI9twepkz63e/T/tEH8GjA==',
  },
  '@types/amqplib': {
    version: '0.10.8',
    sha512: 'vtDp8Pk1wsE/AuQ8/Rgtm6KUZYqcnTgNvEHwzCkX8rL7AGsC6zqAfKAAJhUZXFhM/Pp++tbnUHiam/8vVpPztA==',
  },
  '@types/better-sqlite3': {
    version: '9.6.0',
    sha512: 'ZEEwBSgMu7GYJOynoagg5X9JbxfL6dTJDsgViJIqh67jV44kyOr9RXfmFjLK5rzC4MWssP06t9hu/JwGDnUbCg==',
  },
  '@types/fs-extra': {
    version: '11.0.4',
    sha512: 'yTbItCNreRooED33qjunPthRcSjERP1r4MqCZc7wv0u2sUkzTFp45tgUfS5+r7FrZPdmCCNflLhVSP/o+SemsQ==',
  },
  '@types/graceful-fs': {
    version: '4.1.9',
    sha512: 'olP3sd1qOEe5dXTSaFvQG+02VdRXcdytWLAZsAq1PecU8uqQAhkrnbli7DagjtXKW/Bl7YJbUsa8MPcuc8LHEQ==',
  },
  '@types/ldapjs': {
    version: '3.0.6',
    sha512: 'E2Tn1ltJDYBsidOT9QG4engaQeQzRQ9aYNxVmjCkD33F7cIeLPgrRDXAYs0O35mK2YDU20c/+ZkNjeAPRGLM0Q==',
  },
  '@types/mssql': {
    version: '12.3.0',
    sha512: '+jy+AJtfuTDI5+nhh0hDNcir1p8P+pf+qsHXpUpYvg7EikxUUePBe+a+Kr6j/Xs89o4EbHlVzrh0HOxbqWM31Q==',
  },
  '@types/mysql': {
    version: '2.15.28',
    sha512: 'NRNRbmYPZLXO/TIO8N/4b4jG9fS921Di5nsUCsU+tJDgQRhqoI5sBqKc25Wfj/FiJH6S+e3vILZXFwBrYVBqsg==',
  },
  '@types/nodemailer': {
    version: '8.0.2',
    sha512: 'c7M5ox8p0nEOfbJ2E9Qcmt8/QCu/VzsiAhzBiZbvky2PhKZDHpKB3sQHBM5MEZNkCfBOaS6S9//AGPRTNB7IaA==',
  },
  '@types/oracledb': {
    version: '7.0.3',
    sha512: 'dH4zGmD0b5k62O3BqWRM/qRD41pSKNeQOuPu4FDzvbn8d4DAkLWeLYkPObjvuMJsZNPL4ceSuMiPcOpKyjvhCg==',
  },
  '@types/ssh2': {
    version: '1.15.6',
    sha512: 'oGdxhBqcRTwSTKFm+9EiKzkNVYRLEFkcW44lhguvBalGJbWfGnDt/ezwSUZc+SF9m9bMc3VyklNAtp7zICjS5w==',
  },
  '@types/ssh2-sftp-client': {
    version: '9.0.6',
    sha512: '4+KvXO/V77y9VjI2op2T8+RCGI/GXQAwR0q5Qkj/EJ5YSeyKszqZP6F8i3H3txYoBqjc7sgorqyvBP3+w1EHyg==',
  },
  '@types/ws': {
    version: '8.18.2',
    sha512: '67MQl+fpWKVTT1NYdnmo3U4sc/xPo/zQBncVnI74qmQa0z/b+1g6iYqNmGCPbxO+zz2aklb08a0oHfegiVd0/w==',
  },
  '@vercel/postgres': {
    version: '0.10.0',
    sha512: 'fSD23DxGND40IzSkXjcFcxr53t3Tiym59Is0jSYIFpG4/0f0KO9SGtcp1sXiebvPaGe7N/tU05cH4yt2S6/IPg==',
  },
  amqplib: {
    version: '2.3.1',
    sha512: '0njHPLSE/xJUBeLWGgzniMuzTeyUt3o7WmAJobBlbSnvOTe9l5PxrlA+5iZW8spKteijDnkIZI81zAFV2Wzulw==',
  },
  'basic-ftp': {
    version: '6.2.6',
    sha512: '0EjZCaodOz6yiokv2JA1VyKGNdGxULZ+GGlPgG9tm4d+T/bHtX1hUch8CumDneBfpIbiSdn7TaCGwpM+gwsOlw==',
  },
  'better-sqlite3': {
    version: '12.11.1',
    sha512: 'dq9AtApgg5PGFtBzPFSBl3HZQjHok5gaQCM6zh2Yk0aSmDCs1CbnVI8/HgASQkNKsWFpseIO9beg5xxpYhbIfA==',
  },
  'cassandra-driver': {
    version: '4.10.0',
    sha512: 'DHyFC6RMK28nvndZfecbGUozoYbb5NjFmlniczao8zA1IplurcshR2i6rvxpEu3Q9G45tjin4yU+iKwA10ZUtA==',
  },
  'drizzle-orm': {
    version: '0.45.4',
    sha512: 'NiM1YZpJ2UxyeE67DpDDZ+Tsw4YLX3trSlkNT7Tm9eKoUNb1LvaAaQzXgYQsWs+AQ9TUmmwMmBOCXuqqxUWKKQ==',
  },
  'fs-extra': {
    version: '11.4.1',
    sha512: 'KYAb4c9BJQI6QqGKthV68OHe0badztdXJWKo0WtBA9IuCFPTKvE5ZdUBglP833aMjhaSPNO4A5j/EkzZtGlKjA==',
  },
  'generic-pool': {
    version: '3.9.0',
    sha512: 'hymDOu5B53XvN4QT9dBmZxPX4CWhBPPLguTZ9MMFeFa/Kg0xWVfylOVNlJji/E7yTZWFd/q9GO5TxDLq156D7g==',
  },
  'graceful-fs': {
    version: '4.2.12',
    sha512: 'iuyGF2E4oafQfPsRrG2wtY2ILupMhvtdrhzrxB+0VcjsPpSPttpfYdjnGFGsTi5MaJFjI1jOKHPQ6UTbTj9TAw==',
  },
  ioredis: {
    version: '6.0.0',
    sha512: 'f+Dtubxfpf6KYFq7WVXJoOLn0bk4TJrMrN9SzeE+jrWrCWj7XX3fA6vkryafhADX+GMymRxgDJDOI33COkJc0w==',
  },
  kafkajs: {
    version: '2.2.4',
    sha512: 'j/YeapB1vfPT2iOIUn/vxdyKEuhuY2PxMBvf5JWux6iSaukAccrMtXEY/Lb7OvavDhOWME589bpLrEdnVHjfjA==',
  },
  knex: {
    version: '3.3.0',
    sha512: 'LgWl031hNuLv9Lhxdd9093zULa2aNcoP04Bk29e5NidgRcEr/T0rAr2WYi4BhjTiCDoQiRU56meUE5rppLKZzQ==',
  },
  kysely: {
    version: '0.28.19',
    sha512: 'sXoKWuQjtorwxDLiws0ZSPGGne/hs+fGHIII7vXquSBFgHwLXgFIHN9tTv3kNdVkJ5d3xtXC84GjjWMYLqdFWg==',
  },
  ldapjs: {
    version: '3.0.7',
    sha512: '1ky+WrN+4CFMuoekUOv7Y1037XWdjKpu0xAPwSP+9KdvmV9PG+qOKlssDV6a+U32apwxdD3is/BZcWOYzN30cg==',
  },
  ldapts: {
    version: '8.2.0',
    sha512: 'XfKocadpoHc1kNgtbTBBhD+pSh1U9KVTzxcKwDS4ulFFyC7rJkLC3TwIfbQ4rt3my9KHz8qsw9qFXVjcPOGebw==',
  },
  mariadb: {
    version: '3.5.4',
    sha512: '3m0vdfgRkjle5/9hHl4R7rlVvnDA7QfuFSNkdIAQNROWKOS0J3b9IQK9HaZSCGEVKiDUbFXFiINfC+cmR5P/aA==',
  },
  mongodb: {
    version: '7.9.0',
    sha512: 'HfpNb8qmfmNxno+Ml5JgHn/nyshK+8xF4ESLCXedRKuGLGRyAvkjcpjk19T2Q+rqC6/FlnZKll4if21R6xs/Tg==',
  },
  mongoose: {
    version: '9.12.1',
    sha512: 'wPw1NKurTDShT+kr/JJvhdwPKIJkxFJv5GEbv++QahN8snPR9Fp/BFg6nQbbCyUHBB8DexwwlCQW6SfBD99QCg==',
  },
  mssql: {
    version: '12.7.14',
    sha512: 'X7Pxsf85LyJm+OWH3TdGAJuq5T9mkXsRdVOkxg5jgC4zKGLUCCwrnimPI7Xg0F84gJv1un2xvnsqYzQ63SlbWA==',
  },
  mysql: {
    version: '2.18.1',
    sha512: 'Bca+gk2YWmqp2Uf6k5NFEurwY/0td0cpebAucFpY/3jhrwrVGuxU2uQFCHjU19SJfje0yQvi+rVWdq78hR5lig==',
  },
  mysql2: {
    version: '3.24.6',
    sha512: 'enu73KhbAua2L3dIxjc6qg6ZJ7H3pt1BImZASWNWY5xSsmJ1ZuUPULTDGXgmJbI61vb+nJAG19IZclIq19UidQ==',
  },
  nats: {
    version: '2.29.3',
    sha512: 'tOQCRCwC74DgBTk4pWZ9V45sk4d7peoE2njVprMRCBXrhJ5q5cYM7i6W+Uvw2qUrcfOSnuisrX7bEx3b3Wx4QA==',
  },
  playwright: {
    version: '1.65.1',
    sha512: 'vJ1FuoOrNwOKHUIVEvSt3jT1L+wjjDpwhwIstKtfvTh8XIG4FG4bIFuvNdMxi81LGfAhUgUZleVFaOLY4RIUUw==',
  },
  'playwright-core': {
    version: '1.65.1',
    sha512: 'hqPpz7blSMPxWVdoeE1yiBSzXsKiVOd2k+kjCvmUywD2GPO2Dd9HfcWnq9NN0GHbNZDFgZ9JfBFr+X5/BLo0qw==',
  },
  puppeteer: {
    version: '24.43.1',
    sha512: '/FSOViCrqRdb1HDocpsM9Z1giA71gTQPUt3SpHGVRALKAy/rJr1fLFYZW9F23qPxqVxTHQnbh/5B5opJST3kAw==',
  },
  'puppeteer-core': {
    version: '24.43.1',
    sha512: 'T5ScUMAsmhdNbgDR41AGESYeS6V9MSgetkSnVhhW+gXvzC42VesKCn5ld87gAZDJ6vLHL9GkRvY9WtQWSnwFbw==',
  },
  'puppeteer-extra': {
    version: '3.3.6',
    sha512: 'rsLBE/6mMxAjlLd06LuGacrukP2bqbzKCLzV1vrhHFavqQE/taQ2UXv3H5P0Ls7nsrASa+6x3bDbXHpqMwq+7A==',
  },
  odbc: {
    version: '2.6.0',
    sha512: 'iO+zUfQJNFQjqyH8/PaaJlxOWjDB4FWHVBsCFilwi5Vst24b9D+2/0kofVMN+KBQpzZSu3EsEGQriR6lp+azFw==',
  },
  'pg-promise': {
    version: '12.7.1',
    sha512: 'tsemfuBRsHMGaFZKMpkmCAA9iLeHXuuTq+0DucJwJyftyXk7crlMFXq7SY0AOVelIrdSL8qwdl5omfj/R8JN6A==',
  },
  postgres: {
    version: '3.4.9',
    sha512: 'GD3qdB0x1z9xgFI6cdRD6xu2Sp2WCOEoe3mtnyB5Ee0XrrL5Pe+e4CCnJrRMnL1zYtRDZmQQVbvOttLnKDLnaw==',
  },
  redis: {
    version: '6.3.1',
    sha512: 'mV96ZKxQ4CGn3SyEGaY0Lb9YA443mdVey3c+mdr0NAUaBxiOZGoYCWX8PoM55kictSOmxlJRtZJxIsmZm3jL+w==',
  },
  sequelize: {
    version: '6.37.8',
    sha512: 'HJ0IQFqcTsTiqbEgiuioYFMSD00TP6Cz7zoTti+zVVBwVe9fEhev9cH6WnM3XU31+ABS356durAb99ZuOthnKw==',
  },
  slonik: {
    version: '47.3.2',
    sha512: 'gbzt62FY9QHqlAbrt5ske2huEtiXJCrWH5PkwZ6t4ZVsZgVX+qDYRvdgiWEjxvm0mSFSuYDhp1SDsdo17+Nydg==',
  },
  'snowflake-sdk': {
    version: '3.3.0',
    sha512: 'WJV5BZpYzNuReafTJuHLO5sjYFnrRvqB1T1/xW64UpRDo0GAgLbfKIVZP+S5iBQ0ick8nY9Cqbka2uowQC+JMA==',
  },
  sqlite: {
    version: '5.1.1',
    sha512: 'oBkezXa2hnkfuJwUo44Hl9hS3er+YFtueifoajrgidvqsJRQFpc5fKoAkAor1O5ZnLoa28GBScfHXs8j0K358Q==',
  },
  sqlite3: {
    version: '6.0.1',
    sha512: 'X0czUUMG2tmSqJpEQa3tCuZSHKIx8PwM53vLZzKp/o6Rpy25fiVfjdbnZ988M8+O3ZWR1ih0K255VumCb3MAnQ==',
  },
  ssh2: {
    version: '1.17.0',
    sha512: 'wPldCk3asibAjQ/kziWQQt1Wh3PgDFpC0XpwclzKcdT1vql6KeYxf5LIt4nlFkUeR8WuphYMKqUA56X4rjbfgQ==',
  },
  tarn: {
    version: '3.1.2',
    sha512: '3RTvqKZcK/17jnJ8rMKFXbyNogywTs1z0gVPPwFsJGX46rkmUHOdIaSQ/aVO1rS7nH+soiXiWk7rvUXxndm8Dg==',
  },
  tedious: {
    version: '19.2.2',
    sha512: 'ITsLV/XXXAuJ/+pgnod4lcJH83WPK7+y2aqOwK/ERoC4zX73wfRIVc7BofuHCqDTqpd6j1RwTBtjKNuuOLEvfw==',
  },
  typeorm: {
    version: '1.1.1',
    sha512: 'og9mG4Lwlvj6MfvYd8yRCzXy73gETtwgTKQ/ISLYvEOpJPy4IrjU/89HK4ZAFmRIbEg1hkIk04v8phTrxfgPmQ==',
  },
  undici: {
    version: '7.30.2',
    sha512: 'mLyPQnHwUxaM/rideoK/+KL8DaAJLRl4aBCfmX444aCSLnIaomqPLtNRe2jdCYcsk5wZzXrDIQC8ZeYNRAYyIA==',
  },
  ws: {
    version: '8.23.0',
    sha512: 'wCkmX8QMOrKjgO8HW2WyDbTSGeqkocxgDzS9iR79rEAexty6/2qzilx3Ag8Tqf9ykop3irLKle0MtVn5qjVnoQ==',
  },
  '@types/pg': {
    version: '8.23.1',
    sha512: 'fKVHpikPdg4GKks3JuLEhvwSyvwzF23hnabPy6DD8ljVbC7+6J5dQzdv4arV6jqq57djnMgs1HKBxX4P8aBI3A==',
  },
  // Of a newer Node than this project needs, because `node:sqlite` is new.
  '@types/node': {
    version: '24.10.1',
    sha512: 'GNWcUTRBgIRJD5zj+Tq0fKOJ5XZajIiBroOF0yvj2bSU1WvNdYS/dn9UxwsujGW4JX06dnHyjV2y9rRaybH0iQ==',
  },
  pg: {
    version: '8.23.1',
    sha512: 'aL96AHANtWjPLDOLqnhx+ngp9+UK7ETEU8VJrDCGvsSSi/mGLcWYsS6Herg7lmaBJe4uwrfqsa7gTEFaSizDoQ==',
  },
  'pg-pool': {
    version: '3.14.0',
    sha512: 'gKtPkFdQPU3DksooVLi9LsjZxrsBUZIpa+7aVx+LV5pNh0KzP4Zleud2po+ConrxbuXGBJ6Hfer6hdgpIBpBaw==',
  },
} as const;

export type PackageName = keyof typeof PACKAGES;
