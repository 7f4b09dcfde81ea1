import { createHash, randomBytes } from 'node:crypto';
import type { LoanId } from '@mora/kernel';
import type { Tx } from '@mora/runtime';

type Db = Pick<Tx, 'query'>;

export type SurveyLink = Readonly<{ loanId: LoanId; surveyId: string; expiresAt: Date }>;

const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest();

/** A secret for whoever is asked how it went; its hash alone is kept. */
export async function makeSurveyLink(db: Db, tenant: string, link: SurveyLink): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  const { loanId, surveyId, expiresAt } = link;
  await db.query(`insert into survey_link (hash, tenant, loan_id, survey_id, expires_at) values ($1, $2, $3, $4, $5)`, [
    hashOf(token),
    tenant,
    loanId,
    surveyId,
    expiresAt,
  ]);
  return token;
}

export async function surveyLinkOf(db: Db, token: string, now: Date): Promise<SurveyLink | null> {
  const [row] = await db.query<SurveyLink>(
    `select loan_id as "loanId", survey_id as "surveyId", expires_at as "expiresAt"
      from survey_link where hash = $1 and expires_at > $2`,
    [hashOf(token), now],
  );
  return row ?? null;
}

export async function surveyLinkUsed(db: Db, token: string, now: Date): Promise<void> {
  await db.query(`update survey_link set used_at = coalesce(used_at, $2) where hash = $1`, [hashOf(token), now]);
}
