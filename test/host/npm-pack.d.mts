export interface PinnedPackage {
  readonly spec: string;
  readonly sha512: string;
  readonly from: string;
}
export function run(command: string, args: readonly string[], cwd: string): string;
export function unpackPinned(pinned: PinnedPackage, to: string): void;
