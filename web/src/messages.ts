// What page and worker say to each other. The module reads the page's records as JSON
// (shell/web/events.cpp) and writes the rest (web_host.cpp, session.cpp); names there and here are
// the same.

/** Ids of mirror nodes have 64 bits, so they are decimal text. */
export type NodeId = string;

export type Modifiers = number; // 1 shift, 2 ctrl, 4 alt, 8 meta

export type AppEvent =
  | { type: 'resize'; width: number; height: number; ratio: number }
  | {
      type: 'pointer';
      kind: 'move' | 'down' | 'up' | 'leave';
      x: number;
      y: number;
      button: number;
      modifiers: Modifiers;
      touch: boolean;
    }
  | { type: 'wheel'; x: number; y: number; dx: number; dy: number }
  | { type: 'key'; down: boolean; code: string; key: string; modifiers: Modifiers }
  | { type: 'text'; id: NodeId; value: string; composing: boolean }
  | { type: 'submit' | 'activate' | 'focus'; id: NodeId }
  | { type: 'route'; route: string }
  | { type: 'visibility'; visible: boolean }
  | { type: 'online'; online: boolean }
  | {
      type: 'system';
      dark: boolean;
      more_contrast: boolean;
      reduced_motion: boolean;
      mac: boolean;
      languages: readonly string[];
      time_zone: string;
    }
  | { type: 'update_ready' };

/** For the shell around the app. */
export type ShellEvent =
  | { type: 'leave' }
  | { type: 'mirror_all' }
  | { type: 'stats'; request: number }
  | { type: 'lose_context' };

export interface Account {
  folder: string;
  person_id: string;
  person_name: string;
  workspace_id: string;
  workspace_name: string;
  email: string;
}

export interface RescuedOperation {
  name: string;
  body: string;
}

export interface Boot {
  settings: Record<string, string>;
  account: Account | null;
  rescued: RescuedOperation[];
  online: boolean;
  events: AppEvent[];
}

/** The first message to a worker; all later ones are events. */
export interface BootMessage {
  boot: Boot;
  canvas: OffscreenCanvas;
  /** When the page began to load, by its own clock (performance.timeOrigin). */
  page_origin_ms: number;
  /** Names this tab among the tabs. */
  tab_id: string;
}

export type ToWorker = BootMessage | AppEvent | ShellEvent;

export type Rect = readonly [x: number, y: number, w: number, h: number];

/** A node of the semantic record; the format is in shell/web/README.md. */
export interface MirrorNode {
  id: NodeId;
  parent: NodeId;
  role: string;
  rect: Rect;
  name?: string;
  value?: string;
  description?: string;
  shortcut?: string;
  sort?: string;
  autocomplete?: string;
  placeholder?: string;
  disabled?: boolean;
  selected?: boolean;
  current?: boolean;
  invalid?: boolean;
  required?: boolean;
  modal?: boolean;
  focusable?: boolean;
  checked?: boolean;
  expanded?: boolean;
  level?: number;
  row_index?: number;
  row_count?: number;
  column_index?: number;
  max_bytes?: number;
  active_descendant?: NodeId;
  input?: 'line' | 'multiline' | 'password' | 'email' | 'search';
  look?: readonly [font_px: number, text: number, back: number, padding_x: number, padding_y: number];
}

export interface MirrorDiff {
  set?: MirrorNode[];
  move?: [NodeId, number, number, number, number][];
  order?: [NodeId, NodeId[]][];
  remove?: NodeId[];
}

export interface SlotCalls {
  reads: number;
  writes: number;
  truncates: number;
  flushes: number;
}

export interface Stats {
  frames: number;
  logic: number;
  wasm_bytes: number;
  gate: number;
  mirror_nodes: number;
  submit_times_ms: readonly number[];
  flush_times_ms: readonly number[];
  store_open: boolean;
  durable: boolean;
  main_bytes: number;
  opfs_calls: SlotCalls;
  sync?: {
    link: number;
    cursor: number;
    head: number;
    unsent: number;
    needs_attention: number;
    bootstrapping: boolean;
  };
}

/** Milliseconds since the page began to load. */
export interface BootTimes {
  worker_started?: number;
  module_ready?: number;
  started?: number;
  handles_open?: number;
  store_open?: number;
  first_frame?: number;
}

export type ToPage =
  | { do: 'copy'; text: string }
  | { do: 'cursor'; cursor: string }
  | { do: 'title'; title: string }
  | { do: 'route'; route: string; replace: boolean }
  | { do: 'focus'; id: NodeId }
  | { do: 'field'; id: NodeId; value: string }
  | { do: 'announce'; text: string; assertive: boolean }
  | { do: 'page'; language: string; dark: boolean }
  | { do: 'save'; key: string; value: string }
  | { do: 'mirror'; diff: MirrorDiff }
  | { do: 'signed_in'; account: Account }
  | { do: 'signed_out' }
  | { do: 'rescue'; folder: string; operations: RescuedOperation[] }
  | { do: 'rescued'; folder: string }
  | { do: 'store_open' }
  | { do: 'store_recovered'; reason: string }
  | { do: 'store_damaged'; reason: string }
  | { do: 'reload' }
  | { do: 'canvas_scrambled' }
  | { do: 'no_webgl' }
  | { do: 'crash'; report: string }
  | { do: 'boot_times'; times: BootTimes }
  | { do: 'log'; log: string }
  | { do: 'stats'; request: number; stats: Stats };

/** Over the channel between tabs, named by kTabsChannel. */
export const kTabsChannel = 'firsthand';
export type TabMessage =
  /** Does anybody own this store? */
  | { ask: 'who'; folder: string; from: string }
  /** I do. */
  | { ask: 'mine'; folder: string; from: string }
  /** Please let go of this store. */
  | { ask: 'release'; folder: string; from: string }
  /** You did not answer: your worker must end. */
  | { ask: 'force'; folder: string; from: string };
