export interface Dated {
  id: string;
  createdAt: string;
  updatedAt: string;
}

export interface SimTeam extends Dated {
  key: string;
  name: string;
}

export interface SimStatus extends Dated {
  team: SimTeam;
  name: string;
  type: string;
  position: number;
  color: string;
}

export interface SimLabel extends Dated {
  name: string;
  description: string | null;
  color: string;
  isGroup: boolean;
  parent: SimLabel | null;
  /** Null: the whole workspace's. */
  team: SimTeam | null;
}
