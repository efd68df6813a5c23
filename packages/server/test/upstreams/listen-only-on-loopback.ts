// Preloaded into a program that we did not write, which listens on every interface: it then listens on
// 127.0.0.1, tells the port to the process that started it, and ends when that process goes away.
import { type AddressInfo, Server } from 'node:net'

const listen = Server.prototype.listen

Server.prototype.listen = function listenOnLoopback(this: Server, ...args: unknown[]): Server {
  this.once('listening', () => process.send?.({ port: (this.address() as AddressInfo).port }))
  return Reflect.apply(listen, this, [Number(args[0]), '127.0.0.1', ...args.slice(1)])
} as typeof listen

process.on('disconnect', () => process.exit())
