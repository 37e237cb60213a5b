/** The shapes that sensors of the page hand to each other. Read by the type checker alone; no browser asks for it. */

/** What of a body a sensor of this browser gives. */
export type Sense = "strap" | "motion";

/**
 * How it stands with a sensor: `asking` the person, `connecting`, `waiting` for a session, `on` (it is heard),
 * `lost` (tried again), `resting` (the page is hidden), `off`, `refused` (no permission), `missing` (this browser or
 * this device has none).
 */
export type Standing =
  | "asking"
  | "connecting"
  | "waiting"
  | "on"
  | "lost"
  | "resting"
  | "off"
  | "refused"
  | "missing";

export interface SenseStatus {
  sense: Sense;
  standing: Standing;
  /** One plain sentence. */
  text: string;
  device: Device | null;
}

export type Tell = (status: SenseStatus) => void;

/** What a sensor says about itself: docs/protocol.md. */
export interface Device {
  name: string;
  sensing: "electric" | "optical" | "unknown";
  place: "chest" | "belly" | "hip" | "thigh" | "hand" | "unknown";
  battery_percent: number | null;
}

/** What a sense needs of the page. */
export interface Given {
  /** Where the live socket is. */
  socket?: string;
  tell: Tell;
}

export interface Told {
  /** A session takes what is sent, or takes it no more. */
  joined(joined: boolean): void;
  /** The server will not hear this sensor. */
  refused(text: string): void;
}

export interface Running {
  stop(): void;
}

/** One answer of a Polar strap's control point. */
export interface PolarAnswer {
  command: number;
  stream: number;
  error: number;
  settings: Map<number, number[]>;
}

/** The part of Web Bluetooth that is used here; TypeScript's own library has none of it. */
export interface Bluetooth {
  requestDevice(asked: object): Promise<BluetoothDevice>;
}

export interface BluetoothDevice extends EventTarget {
  readonly name?: string;
  readonly gatt: {
    readonly connected: boolean;
    connect(): Promise<BluetoothServer>;
    disconnect(): void;
  };
}

export interface BluetoothServer {
  getPrimaryService(uuid: string): Promise<BluetoothService>;
}

export interface BluetoothService {
  getCharacteristic(uuid: string): Promise<BluetoothCharacteristic>;
}

export interface BluetoothCharacteristic extends EventTarget {
  readonly value?: DataView;
  readValue(): Promise<DataView>;
  writeValueWithResponse(value: BufferSource): Promise<void>;
  startNotifications(): Promise<unknown>;
}
