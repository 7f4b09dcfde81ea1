import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The register of authorities keeps everything that was ever set, and when; nobody may be given none at all. */
export class AppendAuthorities1795658700000 implements MigrationInterface {
  readonly name = 'AppendAuthorities1795658700000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table authority
        drop constraint authority_pkey,
        drop constraint authority_tier_check,
        add column nth bigint generated always as identity primary key,
        add column set_at timestamptz,
        add constraint authority_tier_check check (tier in ('none', 'T1', 'T2', 'T3', 'T4'));
      create index authority_of_actor on authority (tenant, actor, "from")`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      delete from authority a using authority b
        where a.tenant = b.tenant and a.actor = b.actor and a."from" = b."from" and a.nth < b.nth;
      delete from authority where tier = 'none';
      drop index authority_of_actor;
      alter table authority
        drop constraint authority_tier_check,
        drop column nth,
        drop column set_at,
        add primary key (tenant, actor, "from"),
        add constraint authority_tier_check check (tier in ('T1', 'T2', 'T3', 'T4'))`);
  }
}
