CREATE TABLE application_counts (
	state VARCHAR(32) NOT NULL,
	month INTEGER NOT NULL,
	areas VARCHAR(64) NOT NULL,
	applications INTEGER NOT NULL,
	CONSTRAINT pk_application_counts PRIMARY KEY (state, month, areas)
);
CREATE TABLE audit_adopted (
	id SERIAL NOT NULL,
	name VARCHAR(120) NOT NULL,
	value VARCHAR(160) NOT NULL,
	CONSTRAINT pk_audit_adopted PRIMARY KEY (id),
	CONSTRAINT uq_audit_adopted_name UNIQUE (name)
);
CREATE TABLE audit_heads (
	day DATE NOT NULL,
	chains TEXT NOT NULL,
	previous VARCHAR(64) NOT NULL,
	hash VARCHAR(64) NOT NULL,
	signature VARCHAR(128) NOT NULL,
	CONSTRAINT pk_audit_heads PRIMARY KEY (day)
);
CREATE TABLE audit_keys (
	fingerprint VARCHAR(64) NOT NULL,
	public_pem TEXT NOT NULL,
	taken_at BIGINT NOT NULL,
	CONSTRAINT pk_audit_keys PRIMARY KEY (fingerprint)
);
CREATE TABLE audit_rows (
	id SERIAL NOT NULL,
	chain VARCHAR(80) NOT NULL,
	place INTEGER NOT NULL,
	at BIGINT NOT NULL,
	actor VARCHAR(64) NOT NULL,
	act VARCHAR(32) NOT NULL,
	facts TEXT NOT NULL,
	previous VARCHAR(64) NOT NULL,
	hash VARCHAR(64) NOT NULL,
	signature VARCHAR(128) NOT NULL,
	CONSTRAINT pk_audit_rows PRIMARY KEY (id),
	CONSTRAINT uq_audit_rows_chain_place UNIQUE (chain, place)
);
CREATE TABLE audit_salts (
	digest VARCHAR(64) NOT NULL,
	salt BYTEA NOT NULL,
	subject VARCHAR(64) NOT NULL,
	seal VARCHAR(120) NOT NULL,
	CONSTRAINT pk_audit_salts PRIMARY KEY (digest)
);
CREATE INDEX ix_audit_salts_seal ON audit_salts (seal);
CREATE INDEX ix_audit_salts_subject ON audit_salts (subject);
CREATE TABLE bind_tries (
	channel VARCHAR(16) NOT NULL,
	address VARCHAR(255) NOT NULL,
	wrong INTEGER NOT NULL,
	last_at BIGINT NOT NULL,
	locked_until BIGINT,
	CONSTRAINT pk_bind_tries PRIMARY KEY (channel, address)
);
CREATE TABLE channel_allowances (
	channel VARCHAR(16) NOT NULL,
	address VARCHAR(255) NOT NULL,
	talk_until BIGINT NOT NULL,
	talk_left INTEGER NOT NULL,
	touch_until BIGINT NOT NULL,
	touch_left INTEGER NOT NULL,
	gone_at BIGINT,
	acted_at BIGINT NOT NULL,
	CONSTRAINT pk_channel_allowances PRIMARY KEY (channel, address)
);
CREATE INDEX ix_channel_allowances_acted_at ON channel_allowances (acted_at);
CREATE TABLE channel_pace (
	channel VARCHAR(16) NOT NULL,
	next_at BIGINT NOT NULL,
	paused_until BIGINT NOT NULL,
	paused_since BIGINT,
	paused_ms BIGINT DEFAULT '0' NOT NULL,
	failures INTEGER DEFAULT '0' NOT NULL,
	CONSTRAINT pk_channel_pace PRIMARY KEY (channel)
);
CREATE TABLE checklist_items (
	id SERIAL NOT NULL,
	kind VARCHAR(32) NOT NULL,
	code VARCHAR(64) NOT NULL,
	label VARCHAR(255) NOT NULL,
	hint TEXT NOT NULL,
	required BOOLEAN NOT NULL,
	position INTEGER NOT NULL,
	retired_at BIGINT,
	CONSTRAINT pk_checklist_items PRIMARY KEY (id)
);
CREATE INDEX ix_checklist_items_kind_position ON checklist_items (kind, position);
CREATE TABLE claim_keys (
	day DATE NOT NULL,
	kind VARCHAR(16) NOT NULL,
	secret BYTEA NOT NULL,
	CONSTRAINT pk_claim_keys PRIMARY KEY (day, kind)
);
CREATE TABLE claims (
	seq BIGINT NOT NULL,
	key_hash BYTEA NOT NULL,
	person_hash BYTEA NOT NULL,
	state VARCHAR(16) NOT NULL,
	owner VARCHAR(32) NOT NULL,
	lease_until BIGINT NOT NULL,
	created_at BIGINT NOT NULL,
	late BOOLEAN NOT NULL,
	answer TEXT,
	CONSTRAINT pk_claims PRIMARY KEY (seq),
	CONSTRAINT uq_claims_person_hash_key_hash UNIQUE (person_hash, key_hash)
);
CREATE INDEX ix_claims_owner ON claims (owner) WHERE state <> 'done';
CREATE INDEX ix_claims_person_hash ON claims (person_hash) WHERE state <> 'done';
CREATE TABLE complaint_boxes (
	id VARCHAR(32) NOT NULL,
	side INTEGER NOT NULL,
	complaint_id VARCHAR(32) NOT NULL,
	kind VARCHAR(32) NOT NULL,
	day DATE NOT NULL,
	box BYTEA NOT NULL,
	copy_of VARCHAR(32),
	CONSTRAINT pk_complaint_boxes PRIMARY KEY (id, side)
);
CREATE INDEX ix_complaint_boxes_complaint_id ON complaint_boxes (complaint_id);
CREATE INDEX ix_complaint_boxes_day ON complaint_boxes (day);
CREATE TABLE complaints (
	id SERIAL NOT NULL,
	number VARCHAR(64) NOT NULL,
	kind VARCHAR(32) NOT NULL,
	way VARCHAR(32) NOT NULL,
	state VARCHAR(32) NOT NULL,
	unit VARCHAR(32) NOT NULL,
	received_at BIGINT NOT NULL,
	first_due DATE NOT NULL,
	answer_due DATE NOT NULL,
	organ VARCHAR(255) NOT NULL,
	accepted_at BIGINT,
	answered_at BIGINT,
	closed_at BIGINT,
	code_hash BYTEA,
	version INTEGER NOT NULL,
	CONSTRAINT pk_complaints PRIMARY KEY (id),
	CONSTRAINT uq_complaints_number UNIQUE (number),
	CONSTRAINT uq_complaints_code_hash UNIQUE (code_hash)
);
CREATE INDEX ix_complaints_closed_at ON complaints (closed_at);
CREATE INDEX ix_complaints_state_answer_due ON complaints (state, answer_due);
CREATE INDEX ix_complaints_state_first_due ON complaints (state, first_due);
CREATE TABLE contact_phones (
	channel VARCHAR(16) NOT NULL,
	address VARCHAR(255) NOT NULL,
	phone VARCHAR(32) NOT NULL,
	left_at BIGINT NOT NULL,
	CONSTRAINT pk_contact_phones PRIMARY KEY (channel, address)
);
CREATE TABLE contract_counts (
	state VARCHAR(32) NOT NULL,
	signed_month INTEGER NOT NULL,
	due_month INTEGER NOT NULL,
	contracts INTEGER NOT NULL,
	CONSTRAINT pk_contract_counts PRIMARY KEY (state, signed_month, due_month)
);
CREATE TABLE discarded_files (
	path VARCHAR(255) NOT NULL,
	at BIGINT NOT NULL,
	CONSTRAINT pk_discarded_files PRIMARY KEY (path)
);
CREATE TABLE file_quotas (
	day DATE NOT NULL,
	holder VARCHAR(64) NOT NULL,
	files INTEGER NOT NULL,
	size BIGINT NOT NULL,
	CONSTRAINT pk_file_quotas PRIMARY KEY (day, holder)
);
CREATE TABLE firms (
	id SERIAL NOT NULL,
	name VARCHAR(255) NOT NULL,
	credit_code VARCHAR(18) NOT NULL,
	created_at BIGINT NOT NULL,
	CONSTRAINT pk_firms PRIMARY KEY (id),
	CONSTRAINT uq_firms_credit_code UNIQUE (credit_code)
);
CREATE INDEX ix_firms_name ON firms (name);
CREATE TABLE incidents (
	reference VARCHAR(16) NOT NULL,
	at BIGINT NOT NULL,
	place VARCHAR(200) NOT NULL,
	error VARCHAR(200) NOT NULL,
	CONSTRAINT pk_incidents PRIMARY KEY (reference)
);
CREATE INDEX ix_incidents_at ON incidents (at);
CREATE TABLE jobs (
	job VARCHAR(64) NOT NULL,
	period VARCHAR(32) NOT NULL,
	taken_at BIGINT NOT NULL,
	CONSTRAINT pk_jobs PRIMARY KEY (job, period)
);
CREATE TABLE journal_sums (
	posted_month INTEGER NOT NULL,
	happened_month INTEGER NOT NULL,
	kind VARCHAR(32) NOT NULL,
	source VARCHAR(32) NOT NULL,
	budget_year INTEGER NOT NULL,
	money_kind VARCHAR(32) NOT NULL,
	areas VARCHAR(64) NOT NULL,
	amount BIGINT NOT NULL,
	entries INTEGER NOT NULL,
	CONSTRAINT pk_journal_sums PRIMARY KEY (posted_month, happened_month, kind, source, budget_year, money_kind, areas)
);
CREATE TABLE leases (
	name VARCHAR(64) NOT NULL,
	owner VARCHAR(32) NOT NULL,
	until BIGINT NOT NULL,
	CONSTRAINT pk_leases PRIMARY KEY (name)
);
CREATE TABLE misses (
	id SERIAL NOT NULL,
	at BIGINT NOT NULL,
	channel VARCHAR(16) NOT NULL,
	question TEXT NOT NULL,
	kind VARCHAR(16) NOT NULL,
	unit VARCHAR(32) NOT NULL,
	reason VARCHAR(16) NOT NULL,
	CONSTRAINT pk_misses PRIMARY KEY (id)
);
CREATE INDEX ix_misses_at ON misses (at);
CREATE TABLE outbox (
	id SERIAL NOT NULL,
	dedupe_key VARCHAR(160) NOT NULL,
	channel VARCHAR(16) NOT NULL,
	address VARCHAR(255) NOT NULL,
	payload TEXT,
	state VARCHAR(16) NOT NULL,
	due BIGINT NOT NULL,
	owner VARCHAR(32),
	attempts INTEGER NOT NULL,
	created_at BIGINT NOT NULL,
	settled_at BIGINT,
	reason VARCHAR(200),
	rank INTEGER NOT NULL,
	failing_since BIGINT,
	paused_before BIGINT DEFAULT '0' NOT NULL,
	missed_told_at BIGINT,
	CONSTRAINT pk_outbox PRIMARY KEY (id),
	CONSTRAINT uq_outbox_dedupe_key UNIQUE (dedupe_key)
);
CREATE INDEX ix_outbox_channel_address_state_id ON outbox (channel, address, state, id);
CREATE INDEX ix_outbox_state_channel_due_id ON outbox (state, channel, due, id);
CREATE INDEX ix_outbox_waits_since ON outbox (channel, created_at) WHERE state = 'ready';
CREATE TABLE pending_turns (
	seq BIGINT NOT NULL,
	channel VARCHAR(16) NOT NULL,
	address VARCHAR(255) NOT NULL,
	inbound TEXT NOT NULL,
	created_at BIGINT NOT NULL,
	attempts INTEGER NOT NULL,
	CONSTRAINT pk_pending_turns PRIMARY KEY (seq)
);
CREATE TABLE sealed_complaints (
	id VARCHAR(32) NOT NULL,
	day DATE NOT NULL,
	code_hash BYTEA NOT NULL,
	reply_key VARCHAR(64) NOT NULL,
	record BYTEA,
	CONSTRAINT pk_sealed_complaints PRIMARY KEY (id),
	CONSTRAINT uq_sealed_complaints_code_hash UNIQUE (code_hash)
);
CREATE INDEX ix_sealed_complaints_day ON sealed_complaints (day);
CREATE TABLE sessions (
	channel VARCHAR(16) NOT NULL,
	address VARCHAR(255) NOT NULL,
	version INTEGER NOT NULL,
	data TEXT NOT NULL,
	updated_at BIGINT NOT NULL,
	ephemeral BYTEA,
	CONSTRAINT pk_sessions PRIMARY KEY (channel, address)
);
CREATE INDEX ix_sessions_updated_at ON sessions (updated_at);
CREATE TABLE sign_in_tries (
	key BYTEA NOT NULL,
	failed INTEGER NOT NULL,
	last_at BIGINT NOT NULL,
	not_before BIGINT NOT NULL,
	CONSTRAINT pk_sign_in_tries PRIMARY KEY (key)
);
CREATE INDEX ix_sign_in_tries_not_before ON sign_in_tries (not_before);
CREATE TABLE staff (
	id SERIAL NOT NULL,
	name VARCHAR(64) NOT NULL,
	roles TEXT NOT NULL,
	active BOOLEAN NOT NULL,
	created_at BIGINT NOT NULL,
	CONSTRAINT pk_staff PRIMARY KEY (id),
	CONSTRAINT uq_staff_name UNIQUE (name)
);
CREATE TABLE standing_facts (
	id SERIAL NOT NULL,
	facts TEXT NOT NULL,
	CONSTRAINT pk_standing_facts PRIMARY KEY (id),
	CONSTRAINT uq_standing_facts_facts UNIQUE (facts)
);
CREATE TABLE step_counts (
	month INTEGER NOT NULL,
	from_state VARCHAR(32) NOT NULL,
	to_state VARCHAR(32) NOT NULL,
	steps INTEGER NOT NULL,
	CONSTRAINT pk_step_counts PRIMARY KEY (month, from_state, to_state)
);
CREATE TABLE term_notices (
	kind VARCHAR(32) NOT NULL,
	subject_id INTEGER NOT NULL,
	moment BIGINT NOT NULL,
	stage VARCHAR(32) NOT NULL,
	told_at BIGINT NOT NULL,
	CONSTRAINT pk_term_notices PRIMARY KEY (kind, subject_id, moment, stage)
);
CREATE TABLE access_records (
	id SERIAL NOT NULL,
	staff_id INTEGER NOT NULL,
	how VARCHAR(32) NOT NULL,
	subject VARCHAR(64) NOT NULL,
	detail VARCHAR(255) NOT NULL,
	at BIGINT NOT NULL,
	CONSTRAINT pk_access_records PRIMARY KEY (id),
	CONSTRAINT fk_access_records_staff_id_staff FOREIGN KEY(staff_id) REFERENCES staff (id)
);
CREATE INDEX ix_access_records_at ON access_records (at);
CREATE INDEX ix_access_records_staff_id_id ON access_records (staff_id, id);
CREATE INDEX ix_access_records_subject_id ON access_records (subject, id);
CREATE TABLE arrangements (
	name VARCHAR(64) NOT NULL,
	value TEXT NOT NULL,
	set_by INTEGER,
	set_at BIGINT NOT NULL,
	CONSTRAINT pk_arrangements PRIMARY KEY (name),
	CONSTRAINT fk_arrangements_set_by_staff FOREIGN KEY(set_by) REFERENCES staff (id)
);
CREATE TABLE bindings (
	id SERIAL NOT NULL,
	firm_id INTEGER NOT NULL,
	channel VARCHAR(16) NOT NULL,
	address VARCHAR(255) NOT NULL,
	account BYTEA,
	bound_at BIGINT NOT NULL,
	ended_at BIGINT,
	ended_by INTEGER,
	CONSTRAINT pk_bindings PRIMARY KEY (id),
	CONSTRAINT fk_bindings_firm_id_firms FOREIGN KEY(firm_id) REFERENCES firms (id),
	CONSTRAINT fk_bindings_ended_by_staff FOREIGN KEY(ended_by) REFERENCES staff (id)
);
CREATE INDEX ix_bindings_firm_id ON bindings (firm_id);
CREATE UNIQUE INDEX uq_bindings_bound ON bindings (channel, address) WHERE ended_at IS NULL;
CREATE TABLE complaint_excerpts (
	id SERIAL NOT NULL,
	complaint_id INTEGER NOT NULL,
	channel VARCHAR(16) NOT NULL,
	address VARCHAR(255) NOT NULL,
	words TEXT NOT NULL,
	answer TEXT NOT NULL,
	written_by INTEGER NOT NULL,
	written_at BIGINT NOT NULL,
	approved_by INTEGER,
	approved_at BIGINT,
	CONSTRAINT pk_complaint_excerpts PRIMARY KEY (id),
	CONSTRAINT uq_complaint_excerpts_complaint_id UNIQUE (complaint_id),
	CONSTRAINT fk_complaint_excerpts_complaint_id_complaints FOREIGN KEY(complaint_id) REFERENCES complaints (id),
	CONSTRAINT fk_complaint_excerpts_written_by_staff FOREIGN KEY(written_by) REFERENCES staff (id),
	CONSTRAINT fk_complaint_excerpts_approved_by_staff FOREIGN KEY(approved_by) REFERENCES staff (id)
);
CREATE INDEX ix_complaint_excerpts_approved_at ON complaint_excerpts (approved_at);
CREATE INDEX ix_complaint_excerpts_channel_address ON complaint_excerpts (channel, address);
CREATE TABLE complaint_messages (
	id SERIAL NOT NULL,
	complaint_id INTEGER NOT NULL,
	channel VARCHAR(16) NOT NULL,
	address VARCHAR(255) NOT NULL,
	voice VARCHAR(32) NOT NULL,
	act VARCHAR(32) NOT NULL,
	words TEXT NOT NULL,
	contact TEXT NOT NULL,
	staff_id INTEGER,
	at BIGINT NOT NULL,
	CONSTRAINT pk_complaint_messages PRIMARY KEY (id),
	CONSTRAINT fk_complaint_messages_complaint_id_complaints FOREIGN KEY(complaint_id) REFERENCES complaints (id),
	CONSTRAINT fk_complaint_messages_staff_id_staff FOREIGN KEY(staff_id) REFERENCES staff (id)
);
CREATE INDEX ix_complaint_messages_channel_address ON complaint_messages (channel, address);
CREATE INDEX ix_complaint_messages_complaint_id_id ON complaint_messages (complaint_id, id);
CREATE TABLE complaint_recipients (
	id SERIAL NOT NULL,
	staff_id INTEGER NOT NULL,
	unit VARCHAR(32) NOT NULL,
	public_key VARCHAR(64) NOT NULL,
	added_at BIGINT NOT NULL,
	retired_at BIGINT,
	CONSTRAINT pk_complaint_recipients PRIMARY KEY (id),
	CONSTRAINT fk_complaint_recipients_staff_id_staff FOREIGN KEY(staff_id) REFERENCES staff (id),
	CONSTRAINT uq_complaint_recipients_public_key UNIQUE (public_key)
);
CREATE TABLE complaint_recusals (
	id SERIAL NOT NULL,
	complaint_id INTEGER NOT NULL,
	staff_id INTEGER NOT NULL,
	reason VARCHAR(32) NOT NULL,
	set_by INTEGER,
	at BIGINT NOT NULL,
	lifted_by INTEGER,
	lifted_at BIGINT,
	CONSTRAINT pk_complaint_recusals PRIMARY KEY (id),
	CONSTRAINT uq_complaint_recusals_complaint_id_staff_id UNIQUE (complaint_id, staff_id),
	CONSTRAINT fk_complaint_recusals_complaint_id_complaints FOREIGN KEY(complaint_id) REFERENCES complaints (id),
	CONSTRAINT fk_complaint_recusals_staff_id_staff FOREIGN KEY(staff_id) REFERENCES staff (id),
	CONSTRAINT fk_complaint_recusals_set_by_staff FOREIGN KEY(set_by) REFERENCES staff (id),
	CONSTRAINT fk_complaint_recusals_lifted_by_staff FOREIGN KEY(lifted_by) REFERENCES staff (id)
);
CREATE INDEX ix_complaint_recusals_staff_id ON complaint_recusals (staff_id);
CREATE TABLE contracts (
	id SERIAL NOT NULL,
	number VARCHAR(64) NOT NULL,
	firm_id INTEGER NOT NULL,
	project VARCHAR(255) NOT NULL,
	procurement VARCHAR(255) NOT NULL,
	amount BIGINT NOT NULL,
	ratio INTEGER,
	signed_on DATE NOT NULL,
	due_on DATE NOT NULL,
	payee_name VARCHAR(255) NOT NULL,
	payee_account VARCHAR(255) NOT NULL,
	payee_bank VARCHAR(255) NOT NULL,
	payee_bank_code VARCHAR(32),
	enterprise_size VARCHAR(32),
	delivered_on DATE,
	agreed_pay_on DATE,
	areas VARCHAR(64),
	state VARCHAR(32) NOT NULL,
	version INTEGER NOT NULL,
	created_at BIGINT NOT NULL,
	CONSTRAINT pk_contracts PRIMARY KEY (id),
	CONSTRAINT uq_contracts_number UNIQUE (number),
	CONSTRAINT fk_contracts_firm_id_firms FOREIGN KEY(firm_id) REFERENCES firms (id)
);
CREATE INDEX ix_contracts_amount ON contracts (amount);
CREATE INDEX ix_contracts_areas ON contracts (areas);
CREATE INDEX ix_contracts_created_at ON contracts (created_at);
CREATE INDEX ix_contracts_due_on ON contracts (due_on);
CREATE INDEX ix_contracts_firm_id ON contracts (firm_id);
CREATE INDEX ix_contracts_signed_on ON contracts (signed_on);
CREATE INDEX ix_contracts_state_due_on_signed_on ON contracts (state, due_on, signed_on);
CREATE INDEX ix_contracts_state_signed_on ON contracts (state, signed_on);
CREATE TABLE credential_resets (
	id SERIAL NOT NULL,
	staff_id INTEGER NOT NULL,
	asked_by INTEGER NOT NULL,
	asked_at BIGINT NOT NULL,
	confirmed_by INTEGER,
	confirmed_at BIGINT,
	CONSTRAINT pk_credential_resets PRIMARY KEY (id),
	CONSTRAINT fk_credential_resets_staff_id_staff FOREIGN KEY(staff_id) REFERENCES staff (id),
	CONSTRAINT fk_credential_resets_asked_by_staff FOREIGN KEY(asked_by) REFERENCES staff (id),
	CONSTRAINT fk_credential_resets_confirmed_by_staff FOREIGN KEY(confirmed_by) REFERENCES staff (id)
);
CREATE INDEX ix_credential_resets_staff_id ON credential_resets (staff_id);
CREATE TABLE credentials (
	staff_id INTEGER NOT NULL,
	password_hash VARCHAR(255) NOT NULL,
	totp_secret VARCHAR(255) NOT NULL,
	set_at BIGINT NOT NULL,
	CONSTRAINT pk_credentials PRIMARY KEY (staff_id),
	CONSTRAINT fk_credentials_staff_id_staff FOREIGN KEY(staff_id) REFERENCES staff (id)
);
CREATE TABLE deputies (
	id SERIAL NOT NULL,
	staff_id INTEGER NOT NULL,
	deputy_id INTEGER NOT NULL,
	first_day DATE NOT NULL,
	last_day DATE NOT NULL,
	paper VARCHAR(255) NOT NULL,
	entered_at BIGINT NOT NULL,
	ended_at BIGINT,
	CONSTRAINT pk_deputies PRIMARY KEY (id),
	CONSTRAINT fk_deputies_staff_id_staff FOREIGN KEY(staff_id) REFERENCES staff (id),
	CONSTRAINT fk_deputies_deputy_id_staff FOREIGN KEY(deputy_id) REFERENCES staff (id)
);
CREATE INDEX ix_deputies_deputy_id ON deputies (deputy_id);
CREATE INDEX ix_deputies_staff_id ON deputies (staff_id);
CREATE TABLE drafts (
	id SERIAL NOT NULL,
	form VARCHAR(32) NOT NULL,
	form_version INTEGER NOT NULL,
	channel VARCHAR(16) NOT NULL,
	address VARCHAR(255) NOT NULL,
	firm_id INTEGER,
	subject VARCHAR(64) NOT NULL,
	data TEXT NOT NULL,
	version INTEGER NOT NULL,
	created_at BIGINT NOT NULL,
	updated_at BIGINT NOT NULL,
	expires_at BIGINT NOT NULL,
	CONSTRAINT pk_drafts PRIMARY KEY (id),
	CONSTRAINT fk_drafts_firm_id_firms FOREIGN KEY(firm_id) REFERENCES firms (id)
);
CREATE INDEX ix_drafts_channel_address ON drafts (channel, address);
CREATE INDEX ix_drafts_expires_at ON drafts (expires_at);
CREATE INDEX ix_drafts_firm_id ON drafts (firm_id);
CREATE TABLE form_claims (
	token_hash BYTEA NOT NULL,
	reference VARCHAR(32) NOT NULL,
	staff_id INTEGER NOT NULL,
	at BIGINT NOT NULL,
	outcome TEXT NOT NULL,
	CONSTRAINT pk_form_claims PRIMARY KEY (token_hash),
	CONSTRAINT uq_form_claims_reference UNIQUE (reference),
	CONSTRAINT fk_form_claims_staff_id_staff FOREIGN KEY(staff_id) REFERENCES staff (id)
);
CREATE INDEX ix_form_claims_at ON form_claims (at);
CREATE TABLE fund_reviews (
	id SERIAL NOT NULL,
	quarter VARCHAR(8) NOT NULL,
	organ VARCHAR(255) NOT NULL,
	participants TEXT NOT NULL,
	reviewed_on DATE NOT NULL,
	findings TEXT NOT NULL,
	document VARCHAR(255) NOT NULL,
	recorded_by INTEGER NOT NULL,
	recorded_at BIGINT NOT NULL,
	CONSTRAINT pk_fund_reviews PRIMARY KEY (id),
	CONSTRAINT uq_fund_reviews_quarter UNIQUE (quarter),
	CONSTRAINT fk_fund_reviews_recorded_by_staff FOREIGN KEY(recorded_by) REFERENCES staff (id)
);
CREATE TABLE intentions (
	id SERIAL NOT NULL,
	channel VARCHAR(16) NOT NULL,
	address VARCHAR(255) NOT NULL,
	data TEXT NOT NULL,
	registered_at BIGINT NOT NULL,
	handled_at BIGINT,
	handled_by INTEGER,
	CONSTRAINT pk_intentions PRIMARY KEY (id),
	CONSTRAINT fk_intentions_handled_by_staff FOREIGN KEY(handled_by) REFERENCES staff (id)
);
CREATE INDEX ix_intentions_channel_address ON intentions (channel, address);
CREATE INDEX ix_intentions_handled_at_registered_at ON intentions (handled_at, registered_at);
CREATE INDEX ix_intentions_registered_at ON intentions (registered_at);
CREATE TABLE office_answers (
	id SERIAL NOT NULL,
	kind VARCHAR(32) NOT NULL,
	state VARCHAR(32) NOT NULL,
	question VARCHAR(255) NOT NULL,
	wordings TEXT NOT NULL,
	passages VARCHAR(255) NOT NULL,
	text TEXT NOT NULL,
	document VARCHAR(255) NOT NULL,
	signer VARCHAR(255) NOT NULL,
	signed_on DATE,
	paper VARCHAR(255) NOT NULL,
	written_by INTEGER NOT NULL,
	written_at BIGINT NOT NULL,
	approved_by INTEGER,
	approved_at BIGINT,
	retracted_by INTEGER,
	retracted_at BIGINT,
	retracted TEXT NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_office_answers PRIMARY KEY (id),
	CONSTRAINT fk_office_answers_written_by_staff FOREIGN KEY(written_by) REFERENCES staff (id),
	CONSTRAINT fk_office_answers_approved_by_staff FOREIGN KEY(approved_by) REFERENCES staff (id),
	CONSTRAINT fk_office_answers_retracted_by_staff FOREIGN KEY(retracted_by) REFERENCES staff (id)
);
CREATE INDEX ix_office_answers_state ON office_answers (state);
CREATE TABLE one_time_codes (
	code_hash BYTEA NOT NULL,
	purpose VARCHAR(32) NOT NULL,
	subject_id INTEGER NOT NULL,
	detail TEXT NOT NULL,
	created_at BIGINT NOT NULL,
	expires_at BIGINT NOT NULL,
	used_at BIGINT,
	issued_by INTEGER,
	reference VARCHAR(32) NOT NULL,
	CONSTRAINT pk_one_time_codes PRIMARY KEY (code_hash),
	CONSTRAINT fk_one_time_codes_issued_by_staff FOREIGN KEY(issued_by) REFERENCES staff (id),
	CONSTRAINT uq_one_time_codes_reference UNIQUE (reference)
);
CREATE TABLE phone_sign_ins (
	token_hash BYTEA NOT NULL,
	code_hash BYTEA NOT NULL,
	browser VARCHAR(255) NOT NULL,
	household VARCHAR(255) NOT NULL,
	expires_at BIGINT NOT NULL,
	staff_id INTEGER,
	approval BYTEA,
	CONSTRAINT pk_phone_sign_ins PRIMARY KEY (token_hash),
	CONSTRAINT uq_phone_sign_ins_code_hash UNIQUE (code_hash),
	CONSTRAINT fk_phone_sign_ins_staff_id_staff FOREIGN KEY(staff_id) REFERENCES staff (id)
);
CREATE INDEX ix_phone_sign_ins_expires_at ON phone_sign_ins (expires_at);
CREATE TABLE quotas (
	id SERIAL NOT NULL,
	document VARCHAR(64) NOT NULL,
	budget_year INTEGER NOT NULL,
	source VARCHAR(32) NOT NULL,
	purpose VARCHAR(255) NOT NULL,
	recorded_by INTEGER NOT NULL,
	recorded_at BIGINT NOT NULL,
	CONSTRAINT pk_quotas PRIMARY KEY (id),
	CONSTRAINT uq_quotas_document UNIQUE (document),
	CONSTRAINT fk_quotas_recorded_by_staff FOREIGN KEY(recorded_by) REFERENCES staff (id)
);
CREATE TABLE recovery_codes (
	id SERIAL NOT NULL,
	staff_id INTEGER NOT NULL,
	code_hash BYTEA NOT NULL,
	made_at BIGINT NOT NULL,
	used_at BIGINT,
	CONSTRAINT pk_recovery_codes PRIMARY KEY (id),
	CONSTRAINT fk_recovery_codes_staff_id_staff FOREIGN KEY(staff_id) REFERENCES staff (id)
);
CREATE INDEX ix_recovery_codes_staff_id ON recovery_codes (staff_id);
CREATE TABLE sign_in_events (
	id SERIAL NOT NULL,
	at BIGINT NOT NULL,
	staff_id INTEGER,
	event VARCHAR(32) NOT NULL,
	way VARCHAR(32) NOT NULL,
	household VARCHAR(255) NOT NULL,
	browser VARCHAR(255) NOT NULL,
	CONSTRAINT pk_sign_in_events PRIMARY KEY (id),
	CONSTRAINT fk_sign_in_events_staff_id_staff FOREIGN KEY(staff_id) REFERENCES staff (id)
);
CREATE INDEX ix_sign_in_events_at ON sign_in_events (at);
CREATE INDEX ix_sign_in_events_staff_id_at ON sign_in_events (staff_id, at);
CREATE TABLE sittings (
	id SERIAL NOT NULL,
	session VARCHAR(255) NOT NULL,
	held_on DATE NOT NULL,
	minutes VARCHAR(64) NOT NULL,
	recorded_by INTEGER NOT NULL,
	recorded_at BIGINT NOT NULL,
	CONSTRAINT pk_sittings PRIMARY KEY (id),
	CONSTRAINT fk_sittings_recorded_by_staff FOREIGN KEY(recorded_by) REFERENCES staff (id)
);
CREATE INDEX ix_sittings_held_on ON sittings (held_on);
CREATE TABLE staff_accounts (
	account BYTEA NOT NULL,
	staff_id INTEGER NOT NULL,
	since BIGINT NOT NULL,
	CONSTRAINT pk_staff_accounts PRIMARY KEY (account),
	CONSTRAINT fk_staff_accounts_staff_id_staff FOREIGN KEY(staff_id) REFERENCES staff (id)
);
CREATE INDEX ix_staff_accounts_staff_id ON staff_accounts (staff_id);
CREATE TABLE staff_destinations (
	id SERIAL NOT NULL,
	channel VARCHAR(16) NOT NULL,
	staff_id INTEGER,
	told_to INTEGER NOT NULL,
	next_at BIGINT NOT NULL,
	CONSTRAINT pk_staff_destinations PRIMARY KEY (id),
	CONSTRAINT uq_staff_destinations_channel_staff_id UNIQUE (channel, staff_id),
	CONSTRAINT fk_staff_destinations_staff_id_staff FOREIGN KEY(staff_id) REFERENCES staff (id)
);
CREATE UNIQUE INDEX uq_staff_destinations_group ON staff_destinations (channel) WHERE staff_id IS NULL;
CREATE TABLE staff_inboxes (
	staff_id INTEGER NOT NULL,
	read_to INTEGER NOT NULL,
	CONSTRAINT pk_staff_inboxes PRIMARY KEY (staff_id),
	CONSTRAINT fk_staff_inboxes_staff_id_staff FOREIGN KEY(staff_id) REFERENCES staff (id)
);
CREATE TABLE staff_links (
	channel VARCHAR(16) NOT NULL,
	address VARCHAR(255) NOT NULL,
	staff_id INTEGER NOT NULL,
	linked_at BIGINT NOT NULL,
	unconfirmed_since BIGINT,
	reference VARCHAR(32) NOT NULL,
	CONSTRAINT pk_staff_links PRIMARY KEY (channel, address),
	CONSTRAINT fk_staff_links_staff_id_staff FOREIGN KEY(staff_id) REFERENCES staff (id),
	CONSTRAINT uq_staff_links_reference UNIQUE (reference)
);
CREATE INDEX ix_staff_links_staff_id ON staff_links (staff_id);
CREATE TABLE staff_mutes (
	id SERIAL NOT NULL,
	staff_id INTEGER NOT NULL,
	channel VARCHAR(16) NOT NULL,
	since BIGINT NOT NULL,
	CONSTRAINT pk_staff_mutes PRIMARY KEY (id),
	CONSTRAINT uq_staff_mutes_staff_id_channel UNIQUE (staff_id, channel),
	CONSTRAINT fk_staff_mutes_staff_id_staff FOREIGN KEY(staff_id) REFERENCES staff (id)
);
CREATE TABLE staff_notices (
	id SERIAL NOT NULL,
	role VARCHAR(32) NOT NULL,
	staff_id INTEGER,
	about VARCHAR(32) NOT NULL,
	subject VARCHAR(64) NOT NULL,
	text TEXT NOT NULL,
	at BIGINT NOT NULL,
	urgent BOOLEAN NOT NULL,
	brief VARCHAR(255) NOT NULL,
	CONSTRAINT pk_staff_notices PRIMARY KEY (id),
	CONSTRAINT fk_staff_notices_staff_id_staff FOREIGN KEY(staff_id) REFERENCES staff (id)
);
CREATE INDEX ix_staff_notices_about_subject_id ON staff_notices (about, subject, id);
CREATE INDEX ix_staff_notices_at ON staff_notices (at);
CREATE INDEX ix_staff_notices_role_id ON staff_notices (role, id);
CREATE INDEX ix_staff_notices_staff_id_id ON staff_notices (staff_id, id);
CREATE TABLE staff_sessions (
	token_hash BYTEA NOT NULL,
	reference VARCHAR(32) NOT NULL,
	staff_id INTEGER NOT NULL,
	way VARCHAR(32) NOT NULL,
	browser VARCHAR(255) NOT NULL,
	opened_at BIGINT NOT NULL,
	seen_at BIGINT NOT NULL,
	ends_at BIGINT NOT NULL,
	ended_at BIGINT,
	voucher BYTEA NOT NULL,
	CONSTRAINT pk_staff_sessions PRIMARY KEY (token_hash),
	CONSTRAINT uq_staff_sessions_reference UNIQUE (reference),
	CONSTRAINT fk_staff_sessions_staff_id_staff FOREIGN KEY(staff_id) REFERENCES staff (id)
);
CREATE INDEX ix_staff_sessions_ends_at ON staff_sessions (ends_at);
CREATE INDEX ix_staff_sessions_staff_id ON staff_sessions (staff_id);
CREATE TABLE threads (
	id SERIAL NOT NULL,
	channel VARCHAR(16) NOT NULL,
	address VARCHAR(255) NOT NULL,
	state VARCHAR(32) NOT NULL,
	opened_at BIGINT NOT NULL,
	last_at BIGINT NOT NULL,
	waits_since BIGINT,
	taken_by INTEGER,
	unit VARCHAR(32) NOT NULL,
	silent_since BIGINT,
	taken_at BIGINT,
	CONSTRAINT pk_threads PRIMARY KEY (id),
	CONSTRAINT fk_threads_taken_by_staff FOREIGN KEY(taken_by) REFERENCES staff (id)
);
CREATE INDEX ix_threads_channel_address ON threads (channel, address);
CREATE INDEX ix_threads_last_at ON threads (last_at);
CREATE INDEX ix_threads_state_waits_since ON threads (state, waits_since);
CREATE TABLE totp_steps (
	staff_id INTEGER NOT NULL,
	step BIGINT NOT NULL,
	CONSTRAINT pk_totp_steps PRIMARY KEY (staff_id),
	CONSTRAINT fk_totp_steps_staff_id_staff FOREIGN KEY(staff_id) REFERENCES staff (id)
);
CREATE TABLE year_records (
	id SERIAL NOT NULL,
	year INTEGER NOT NULL,
	kind VARCHAR(32) NOT NULL,
	day DATE NOT NULL,
	document VARCHAR(255) NOT NULL,
	note TEXT NOT NULL,
	recorded_by INTEGER NOT NULL,
	recorded_at BIGINT NOT NULL,
	CONSTRAINT pk_year_records PRIMARY KEY (id),
	CONSTRAINT fk_year_records_recorded_by_staff FOREIGN KEY(recorded_by) REFERENCES staff (id)
);
CREATE INDEX ix_year_records_year_kind ON year_records (year, kind);
CREATE TABLE acceptances (
	id SERIAL NOT NULL,
	contract_id INTEGER NOT NULL,
	members TEXT NOT NULL,
	accepted_on DATE NOT NULL,
	passed BOOLEAN NOT NULL,
	conclusion TEXT NOT NULL,
	report VARCHAR(255) NOT NULL,
	recorded_by INTEGER NOT NULL,
	recorded_at BIGINT NOT NULL,
	CONSTRAINT pk_acceptances PRIMARY KEY (id),
	CONSTRAINT fk_acceptances_contract_id_contracts FOREIGN KEY(contract_id) REFERENCES contracts (id),
	CONSTRAINT fk_acceptances_recorded_by_staff FOREIGN KEY(recorded_by) REFERENCES staff (id)
);
CREATE INDEX ix_acceptances_contract_id ON acceptances (contract_id);
CREATE TABLE amendments (
	id SERIAL NOT NULL,
	contract_id INTEGER NOT NULL,
	kind VARCHAR(32) NOT NULL,
	value TEXT NOT NULL,
	document VARCHAR(255) NOT NULL,
	effective_on DATE NOT NULL,
	recorded_by INTEGER NOT NULL,
	recorded_at BIGINT NOT NULL,
	checked_by INTEGER,
	checked_at BIGINT,
	discarded BOOLEAN NOT NULL,
	CONSTRAINT pk_amendments PRIMARY KEY (id),
	CONSTRAINT fk_amendments_contract_id_contracts FOREIGN KEY(contract_id) REFERENCES contracts (id),
	CONSTRAINT fk_amendments_recorded_by_staff FOREIGN KEY(recorded_by) REFERENCES staff (id),
	CONSTRAINT fk_amendments_checked_by_staff FOREIGN KEY(checked_by) REFERENCES staff (id)
);
CREATE INDEX ix_amendments_contract_id ON amendments (contract_id);
CREATE INDEX ix_amendments_ends ON amendments (effective_on, contract_id) WHERE kind = 'end';
CREATE INDEX ix_amendments_unchecked ON amendments (contract_id) WHERE kind = 'payee' AND checked_by IS NULL;
CREATE TABLE applications (
	id SERIAL NOT NULL,
	number VARCHAR(32) NOT NULL,
	contract_id INTEGER NOT NULL,
	kind VARCHAR(32) NOT NULL,
	state VARCHAR(32) NOT NULL,
	state_since BIGINT NOT NULL,
	amount BIGINT NOT NULL,
	approved BIGINT,
	form_version INTEGER NOT NULL,
	data TEXT NOT NULL,
	declaration TEXT NOT NULL,
	submitted_at BIGINT NOT NULL,
	submitted_by VARCHAR(64) NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_applications PRIMARY KEY (id),
	CONSTRAINT uq_applications_number UNIQUE (number),
	CONSTRAINT fk_applications_contract_id_contracts FOREIGN KEY(contract_id) REFERENCES contracts (id)
);
CREATE INDEX ix_applications_amount ON applications (amount);
CREATE INDEX ix_applications_contract_id ON applications (contract_id);
CREATE INDEX ix_applications_kind_submitted_at ON applications (kind, submitted_at);
CREATE INDEX ix_applications_state_amount ON applications (state, amount);
CREATE INDEX ix_applications_state_since ON applications (state_since);
CREATE INDEX ix_applications_state_state_since ON applications (state, state_since);
CREATE INDEX ix_applications_state_submitted_at ON applications (state, submitted_at);
CREATE INDEX ix_applications_submitted_at ON applications (submitted_at);
CREATE TABLE archive_transfers (
	id SERIAL NOT NULL,
	contract_id INTEGER NOT NULL,
	place INTEGER NOT NULL,
	handed_by VARCHAR(255) NOT NULL,
	received_by VARCHAR(255) NOT NULL,
	handed_on DATE NOT NULL,
	note TEXT NOT NULL,
	lines TEXT NOT NULL,
	recorded_by INTEGER NOT NULL,
	recorded_at BIGINT NOT NULL,
	CONSTRAINT pk_archive_transfers PRIMARY KEY (id),
	CONSTRAINT uq_archive_transfers_contract_id_place UNIQUE (contract_id, place),
	CONSTRAINT fk_archive_transfers_contract_id_contracts FOREIGN KEY(contract_id) REFERENCES contracts (id),
	CONSTRAINT fk_archive_transfers_recorded_by_staff FOREIGN KEY(recorded_by) REFERENCES staff (id)
);
CREATE TABLE batches (
	id SERIAL NOT NULL,
	title VARCHAR(255) NOT NULL,
	reporter VARCHAR(255) NOT NULL,
	document VARCHAR(255) NOT NULL,
	state VARCHAR(32) NOT NULL,
	tabled_on DATE,
	sitting_id INTEGER,
	item VARCHAR(64) NOT NULL,
	dropped TEXT NOT NULL,
	made_by INTEGER NOT NULL,
	made_at BIGINT NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_batches PRIMARY KEY (id),
	CONSTRAINT fk_batches_sitting_id_sittings FOREIGN KEY(sitting_id) REFERENCES sittings (id),
	CONSTRAINT fk_batches_made_by_staff FOREIGN KEY(made_by) REFERENCES staff (id)
);
CREATE INDEX ix_batches_sitting_id ON batches (sitting_id);
CREATE INDEX ix_batches_state ON batches (state);
CREATE TABLE contract_balances (
	contract_id INTEGER NOT NULL,
	contracted BIGINT NOT NULL,
	approved BIGINT NOT NULL,
	net BIGINT NOT NULL,
	held BIGINT NOT NULL,
	unpaid BIGINT NOT NULL,
	CONSTRAINT pk_contract_balances PRIMARY KEY (contract_id),
	CONSTRAINT fk_contract_balances_contract_id_contracts FOREIGN KEY(contract_id) REFERENCES contracts (id)
);
CREATE TABLE evaluations (
	id SERIAL NOT NULL,
	contract_id INTEGER NOT NULL,
	article INTEGER NOT NULL,
	organiser VARCHAR(255) NOT NULL,
	document VARCHAR(255) NOT NULL,
	evaluated_on DATE NOT NULL,
	grade VARCHAR(32) NOT NULL,
	advice TEXT NOT NULL,
	recorded_by INTEGER NOT NULL,
	recorded_at BIGINT NOT NULL,
	CONSTRAINT pk_evaluations PRIMARY KEY (id),
	CONSTRAINT fk_evaluations_contract_id_contracts FOREIGN KEY(contract_id) REFERENCES contracts (id),
	CONSTRAINT fk_evaluations_recorded_by_staff FOREIGN KEY(recorded_by) REFERENCES staff (id)
);
CREATE INDEX ix_evaluations_contract_id ON evaluations (contract_id);
CREATE TABLE intention_calls (
	id SERIAL NOT NULL,
	intention_id INTEGER NOT NULL,
	channel VARCHAR(16) NOT NULL,
	address VARCHAR(255) NOT NULL,
	called_on DATE NOT NULL,
	outcome VARCHAR(32) NOT NULL,
	said TEXT NOT NULL,
	called_by INTEGER NOT NULL,
	recorded_at BIGINT NOT NULL,
	CONSTRAINT pk_intention_calls PRIMARY KEY (id),
	CONSTRAINT fk_intention_calls_intention_id_intentions FOREIGN KEY(intention_id) REFERENCES intentions (id),
	CONSTRAINT fk_intention_calls_called_by_staff FOREIGN KEY(called_by) REFERENCES staff (id)
);
CREATE INDEX ix_intention_calls_channel_address ON intention_calls (channel, address);
CREATE INDEX ix_intention_calls_intention_id ON intention_calls (intention_id);
CREATE TABLE opening_payments (
	id SERIAL NOT NULL,
	contract_id INTEGER NOT NULL,
	kind VARCHAR(32) NOT NULL,
	amount BIGINT NOT NULL,
	voucher VARCHAR(64) NOT NULL,
	paid_on DATE NOT NULL,
	document VARCHAR(255) NOT NULL,
	recorded_by INTEGER,
	recorded_at BIGINT NOT NULL,
	CONSTRAINT pk_opening_payments PRIMARY KEY (id),
	CONSTRAINT fk_opening_payments_contract_id_contracts FOREIGN KEY(contract_id) REFERENCES contracts (id),
	CONSTRAINT uq_opening_payments_voucher UNIQUE (voucher),
	CONSTRAINT fk_opening_payments_recorded_by_staff FOREIGN KEY(recorded_by) REFERENCES staff (id)
);
CREATE INDEX ix_opening_payments_contract_id ON opening_payments (contract_id);
CREATE TABLE oversights (
	id SERIAL NOT NULL,
	contract_id INTEGER NOT NULL,
	kind VARCHAR(32) NOT NULL,
	quarter VARCHAR(8) NOT NULL,
	done_on DATE NOT NULL,
	findings TEXT NOT NULL,
	recorded_by INTEGER NOT NULL,
	recorded_at BIGINT NOT NULL,
	CONSTRAINT pk_oversights PRIMARY KEY (id),
	CONSTRAINT fk_oversights_contract_id_contracts FOREIGN KEY(contract_id) REFERENCES contracts (id),
	CONSTRAINT fk_oversights_recorded_by_staff FOREIGN KEY(recorded_by) REFERENCES staff (id)
);
CREATE INDEX ix_oversights_contract_id ON oversights (contract_id);
CREATE INDEX ix_oversights_quarter_kind_contract_id ON oversights (quarter, kind, contract_id);
CREATE TABLE piece_notes (
	id SERIAL NOT NULL,
	contract_id INTEGER NOT NULL,
	piece VARCHAR(64) NOT NULL,
	reference VARCHAR(255) NOT NULL,
	secrecy VARCHAR(255) NOT NULL,
	pages INTEGER,
	remark VARCHAR(255) NOT NULL,
	item VARCHAR(255) NOT NULL,
	noted_by INTEGER NOT NULL,
	noted_at BIGINT NOT NULL,
	CONSTRAINT pk_piece_notes PRIMARY KEY (id),
	CONSTRAINT uq_piece_notes_contract_id_piece UNIQUE (contract_id, piece),
	CONSTRAINT fk_piece_notes_contract_id_contracts FOREIGN KEY(contract_id) REFERENCES contracts (id),
	CONSTRAINT fk_piece_notes_noted_by_staff FOREIGN KEY(noted_by) REFERENCES staff (id)
);
CREATE TABLE quota_movements (
	id SERIAL NOT NULL,
	quota_id INTEGER NOT NULL,
	kind VARCHAR(32) NOT NULL,
	amount BIGINT NOT NULL,
	document VARCHAR(64) NOT NULL,
	moved_on DATE NOT NULL,
	recorded_by INTEGER NOT NULL,
	recorded_at BIGINT NOT NULL,
	CONSTRAINT pk_quota_movements PRIMARY KEY (id),
	CONSTRAINT fk_quota_movements_quota_id_quotas FOREIGN KEY(quota_id) REFERENCES quotas (id),
	CONSTRAINT fk_quota_movements_recorded_by_staff FOREIGN KEY(recorded_by) REFERENCES staff (id)
);
CREATE INDEX ix_quota_movements_quota_id ON quota_movements (quota_id);
CREATE TABLE return_cases (
	id SERIAL NOT NULL,
	contract_id INTEGER NOT NULL,
	kind VARCHAR(32) NOT NULL,
	ground VARCHAR(32) NOT NULL,
	decision VARCHAR(255) NOT NULL,
	organ VARCHAR(255) NOT NULL,
	reason TEXT NOT NULL,
	amount BIGINT NOT NULL,
	pay_by DATE,
	pay_days INTEGER,
	served_on DATE,
	pay_to TEXT NOT NULL,
	explanation TEXT NOT NULL,
	closing TEXT NOT NULL,
	state VARCHAR(32) NOT NULL,
	version INTEGER NOT NULL,
	opened_by INTEGER NOT NULL,
	opened_at BIGINT NOT NULL,
	CONSTRAINT pk_return_cases PRIMARY KEY (id),
	CONSTRAINT fk_return_cases_contract_id_contracts FOREIGN KEY(contract_id) REFERENCES contracts (id),
	CONSTRAINT fk_return_cases_opened_by_staff FOREIGN KEY(opened_by) REFERENCES staff (id)
);
CREATE INDEX ix_return_cases_contract_id ON return_cases (contract_id);
CREATE INDEX ix_return_cases_opened_at ON return_cases (opened_at);
CREATE INDEX ix_return_cases_state_opened_at ON return_cases (state, opened_at);
CREATE TABLE staff_notice_marks (
	staff_id INTEGER NOT NULL,
	notice_id INTEGER NOT NULL,
	read_at BIGINT NOT NULL,
	CONSTRAINT pk_staff_notice_marks PRIMARY KEY (staff_id, notice_id),
	CONSTRAINT fk_staff_notice_marks_staff_id_staff FOREIGN KEY(staff_id) REFERENCES staff (id),
	CONSTRAINT fk_staff_notice_marks_notice_id_staff_notices FOREIGN KEY(notice_id) REFERENCES staff_notices (id)
);
CREATE INDEX ix_staff_notice_marks_notice_id ON staff_notice_marks (notice_id);
CREATE TABLE staff_tellings (
	destination_id INTEGER NOT NULL,
	notice_id INTEGER NOT NULL,
	key VARCHAR(160) NOT NULL,
	CONSTRAINT pk_staff_tellings PRIMARY KEY (destination_id, notice_id),
	CONSTRAINT fk_staff_tellings_destination_id_staff_destinations FOREIGN KEY(destination_id) REFERENCES staff_destinations (id),
	CONSTRAINT fk_staff_tellings_notice_id_staff_notices FOREIGN KEY(notice_id) REFERENCES staff_notices (id)
);
CREATE INDEX ix_staff_tellings_notice_id ON staff_tellings (notice_id);
CREATE TABLE thread_messages (
	id SERIAL NOT NULL,
	thread_id INTEGER NOT NULL,
	channel VARCHAR(16) NOT NULL,
	address VARCHAR(255) NOT NULL,
	voice VARCHAR(32) NOT NULL,
	staff_id INTEGER,
	words TEXT NOT NULL,
	at BIGINT NOT NULL,
	sent_at BIGINT,
	CONSTRAINT pk_thread_messages PRIMARY KEY (id),
	CONSTRAINT fk_thread_messages_thread_id_threads FOREIGN KEY(thread_id) REFERENCES threads (id),
	CONSTRAINT fk_thread_messages_staff_id_staff FOREIGN KEY(staff_id) REFERENCES staff (id)
);
CREATE INDEX ix_thread_messages_channel_address ON thread_messages (channel, address);
CREATE INDEX ix_thread_messages_thread_id_id ON thread_messages (thread_id, id);
CREATE TABLE application_balances (
	application_id INTEGER NOT NULL,
	contracted BIGINT NOT NULL,
	approved BIGINT NOT NULL,
	net BIGINT NOT NULL,
	held BIGINT NOT NULL,
	unpaid BIGINT NOT NULL,
	CONSTRAINT pk_application_balances PRIMARY KEY (application_id),
	CONSTRAINT fk_application_balances_application_id_applications FOREIGN KEY(application_id) REFERENCES applications (id)
);
CREATE INDEX ix_application_balances_unpaid ON application_balances (application_id, unpaid) WHERE unpaid > 0;
CREATE TABLE application_standings (
	application_id INTEGER NOT NULL,
	facts_id INTEGER NOT NULL,
	since BIGINT NOT NULL,
	areas VARCHAR(64),
	CONSTRAINT pk_application_standings PRIMARY KEY (application_id),
	CONSTRAINT fk_application_standings_application_id_applications FOREIGN KEY(application_id) REFERENCES applications (id),
	CONSTRAINT fk_application_standings_facts_id_standing_facts FOREIGN KEY(facts_id) REFERENCES standing_facts (id)
);
CREATE INDEX ix_application_standings_facts_id_since_application_id ON application_standings (facts_id, since, application_id);
CREATE TABLE application_steps (
	id SERIAL NOT NULL,
	application_id INTEGER NOT NULL,
	act VARCHAR(32) NOT NULL,
	from_state VARCHAR(32) NOT NULL,
	to_state VARCHAR(32) NOT NULL,
	actor VARCHAR(64) NOT NULL,
	at BIGINT NOT NULL,
	told TEXT NOT NULL,
	note TEXT NOT NULL,
	fields TEXT NOT NULL,
	CONSTRAINT pk_application_steps PRIMARY KEY (id),
	CONSTRAINT fk_application_steps_application_id_applications FOREIGN KEY(application_id) REFERENCES applications (id)
);
CREATE INDEX ix_application_steps_application_id_id ON application_steps (application_id, id);
CREATE INDEX ix_application_steps_at_from_state_to_state ON application_steps (at, from_state, to_state);
CREATE TABLE batch_items (
	id SERIAL NOT NULL,
	batch_id INTEGER NOT NULL,
	application_id INTEGER NOT NULL,
	place INTEGER NOT NULL,
	applied BIGINT NOT NULL,
	contract_amount BIGINT NOT NULL,
	ratio INTEGER,
	paid_before BIGINT NOT NULL,
	outcome VARCHAR(32) NOT NULL,
	meeting_id INTEGER,
	CONSTRAINT pk_batch_items PRIMARY KEY (id),
	CONSTRAINT fk_batch_items_batch_id_batches FOREIGN KEY(batch_id) REFERENCES batches (id),
	CONSTRAINT fk_batch_items_application_id_applications FOREIGN KEY(application_id) REFERENCES applications (id)
);
CREATE INDEX ix_batch_items_application_id ON batch_items (application_id);
CREATE INDEX ix_batch_items_batch_id ON batch_items (batch_id);
CREATE TABLE case_notes (
	id SERIAL NOT NULL,
	contract_id INTEGER NOT NULL,
	application_id INTEGER,
	words TEXT NOT NULL,
	noted_by INTEGER NOT NULL,
	noted_at BIGINT NOT NULL,
	CONSTRAINT pk_case_notes PRIMARY KEY (id),
	CONSTRAINT fk_case_notes_contract_id_contracts FOREIGN KEY(contract_id) REFERENCES contracts (id),
	CONSTRAINT fk_case_notes_application_id_applications FOREIGN KEY(application_id) REFERENCES applications (id),
	CONSTRAINT fk_case_notes_noted_by_staff FOREIGN KEY(noted_by) REFERENCES staff (id)
);
CREATE INDEX ix_case_notes_application_id ON case_notes (application_id);
CREATE INDEX ix_case_notes_contract_id ON case_notes (contract_id);
CREATE TABLE corrections (
	id SERIAL NOT NULL,
	contract_id INTEGER NOT NULL,
	application_id INTEGER,
	case_id INTEGER,
	kind VARCHAR(32) NOT NULL,
	record INTEGER NOT NULL,
	field VARCHAR(32) NOT NULL,
	before TEXT NOT NULL,
	after TEXT NOT NULL,
	reason TEXT NOT NULL,
	document VARCHAR(255) NOT NULL,
	dated_on DATE NOT NULL,
	state VARCHAR(32) NOT NULL,
	barred TEXT NOT NULL,
	recorded_by INTEGER NOT NULL,
	recorded_at BIGINT NOT NULL,
	checked_by INTEGER,
	checked_at BIGINT,
	finding TEXT NOT NULL,
	CONSTRAINT pk_corrections PRIMARY KEY (id),
	CONSTRAINT fk_corrections_contract_id_contracts FOREIGN KEY(contract_id) REFERENCES contracts (id),
	CONSTRAINT fk_corrections_application_id_applications FOREIGN KEY(application_id) REFERENCES applications (id),
	CONSTRAINT fk_corrections_case_id_return_cases FOREIGN KEY(case_id) REFERENCES return_cases (id),
	CONSTRAINT fk_corrections_recorded_by_staff FOREIGN KEY(recorded_by) REFERENCES staff (id),
	CONSTRAINT fk_corrections_checked_by_staff FOREIGN KEY(checked_by) REFERENCES staff (id)
);
CREATE INDEX ix_corrections_application_id ON corrections (application_id);
CREATE INDEX ix_corrections_case_id ON corrections (case_id);
CREATE INDEX ix_corrections_contract_id ON corrections (contract_id);
CREATE INDEX ix_corrections_state ON corrections (state);
CREATE TABLE disposals (
	id SERIAL NOT NULL,
	evaluation_id INTEGER NOT NULL,
	organ VARCHAR(255) NOT NULL,
	document VARCHAR(255) NOT NULL,
	decided_on DATE NOT NULL,
	measure VARCHAR(32) NOT NULL,
	reduced_to BIGINT,
	note TEXT NOT NULL,
	recorded_by INTEGER NOT NULL,
	recorded_at BIGINT NOT NULL,
	CONSTRAINT pk_disposals PRIMARY KEY (id),
	CONSTRAINT fk_disposals_evaluation_id_evaluations FOREIGN KEY(evaluation_id) REFERENCES evaluations (id),
	CONSTRAINT fk_disposals_recorded_by_staff FOREIGN KEY(recorded_by) REFERENCES staff (id)
);
CREATE INDEX ix_disposals_evaluation_id ON disposals (evaluation_id);
CREATE TABLE incoming_papers (
	id SERIAL NOT NULL,
	year INTEGER NOT NULL,
	place INTEGER NOT NULL,
	kind VARCHAR(32) NOT NULL,
	firm_id INTEGER NOT NULL,
	contract_id INTEGER NOT NULL,
	application_id INTEGER,
	sender VARCHAR(255) NOT NULL,
	title VARCHAR(255) NOT NULL,
	document VARCHAR(255) NOT NULL,
	dated_on DATE NOT NULL,
	received_on DATE NOT NULL,
	voided TEXT NOT NULL,
	recorded_by INTEGER NOT NULL,
	recorded_at BIGINT NOT NULL,
	CONSTRAINT pk_incoming_papers PRIMARY KEY (id),
	CONSTRAINT uq_incoming_papers_year_place UNIQUE (year, place),
	CONSTRAINT fk_incoming_papers_firm_id_firms FOREIGN KEY(firm_id) REFERENCES firms (id),
	CONSTRAINT fk_incoming_papers_contract_id_contracts FOREIGN KEY(contract_id) REFERENCES contracts (id),
	CONSTRAINT fk_incoming_papers_application_id_applications FOREIGN KEY(application_id) REFERENCES applications (id),
	CONSTRAINT fk_incoming_papers_recorded_by_staff FOREIGN KEY(recorded_by) REFERENCES staff (id)
);
CREATE INDEX ix_incoming_papers_application_id ON incoming_papers (application_id);
CREATE INDEX ix_incoming_papers_contract_id ON incoming_papers (contract_id);
CREATE TABLE inspection_findings (
	id SERIAL NOT NULL,
	oversight_id INTEGER NOT NULL,
	place INTEGER NOT NULL,
	problem TEXT NOT NULL,
	demand TEXT NOT NULL,
	rectify_by DATE,
	rectify_days INTEGER,
	settled_by INTEGER,
	recorded_by INTEGER NOT NULL,
	recorded_at BIGINT NOT NULL,
	CONSTRAINT pk_inspection_findings PRIMARY KEY (id),
	CONSTRAINT fk_inspection_findings_oversight_id_oversights FOREIGN KEY(oversight_id) REFERENCES oversights (id),
	CONSTRAINT fk_inspection_findings_settled_by_oversights FOREIGN KEY(settled_by) REFERENCES oversights (id),
	CONSTRAINT fk_inspection_findings_recorded_by_staff FOREIGN KEY(recorded_by) REFERENCES staff (id)
);
CREATE INDEX ix_inspection_findings_oversight_id ON inspection_findings (oversight_id);
CREATE INDEX ix_inspection_findings_settled_by ON inspection_findings (settled_by);
CREATE TABLE inspections (
	id SERIAL NOT NULL,
	oversight_id INTEGER NOT NULL,
	inspectors TEXT NOT NULL,
	place VARCHAR(255) NOT NULL,
	follows INTEGER,
	CONSTRAINT pk_inspections PRIMARY KEY (id),
	CONSTRAINT uq_inspections_oversight_id UNIQUE (oversight_id),
	CONSTRAINT fk_inspections_oversight_id_oversights FOREIGN KEY(oversight_id) REFERENCES oversights (id),
	CONSTRAINT fk_inspections_follows_oversights FOREIGN KEY(follows) REFERENCES oversights (id)
);
CREATE INDEX ix_inspections_follows ON inspections (follows);
CREATE TABLE journal_entries (
	id SERIAL NOT NULL,
	posted_at BIGINT NOT NULL,
	happened_on DATE NOT NULL,
	kind VARCHAR(32) NOT NULL,
	amount BIGINT NOT NULL,
	budget_year INTEGER,
	source VARCHAR(32),
	quota_id INTEGER,
	contract_id INTEGER,
	application_id INTEGER,
	money_kind VARCHAR(32),
	areas VARCHAR(64),
	document VARCHAR(255) NOT NULL,
	origin VARCHAR(64) NOT NULL,
	adjusts INTEGER,
	CONSTRAINT pk_journal_entries PRIMARY KEY (id),
	CONSTRAINT fk_journal_entries_quota_id_quotas FOREIGN KEY(quota_id) REFERENCES quotas (id),
	CONSTRAINT fk_journal_entries_contract_id_contracts FOREIGN KEY(contract_id) REFERENCES contracts (id),
	CONSTRAINT fk_journal_entries_application_id_applications FOREIGN KEY(application_id) REFERENCES applications (id),
	CONSTRAINT fk_journal_entries_adjusts_journal_entries FOREIGN KEY(adjusts) REFERENCES journal_entries (id)
);
CREATE INDEX ix_journal_entries_application_id ON journal_entries (application_id);
CREATE INDEX ix_journal_entries_contract_id ON journal_entries (contract_id);
CREATE INDEX ix_journal_entries_happened_on_posted_at_id ON journal_entries (happened_on, posted_at, id);
CREATE INDEX ix_journal_entries_origin ON journal_entries (origin);
CREATE INDEX ix_journal_entries_posted_at_kind ON journal_entries (posted_at, kind);
CREATE INDEX ix_journal_entries_quota_id ON journal_entries (quota_id);
CREATE TABLE meetings (
	id SERIAL NOT NULL,
	application_id INTEGER NOT NULL,
	session VARCHAR(255) NOT NULL,
	held_on DATE NOT NULL,
	result VARCHAR(32) NOT NULL,
	approved BIGINT,
	condition TEXT NOT NULL,
	minutes VARCHAR(64),
	item VARCHAR(64),
	supersedes INTEGER,
	withheld BOOLEAN,
	recorded_by INTEGER NOT NULL,
	recorded_at BIGINT NOT NULL,
	CONSTRAINT pk_meetings PRIMARY KEY (id),
	CONSTRAINT fk_meetings_application_id_applications FOREIGN KEY(application_id) REFERENCES applications (id),
	CONSTRAINT uq_meetings_supersedes UNIQUE (supersedes),
	CONSTRAINT fk_meetings_supersedes_meetings FOREIGN KEY(supersedes) REFERENCES meetings (id),
	CONSTRAINT fk_meetings_recorded_by_staff FOREIGN KEY(recorded_by) REFERENCES staff (id)
);
CREATE INDEX ix_meetings_application_id ON meetings (application_id);
CREATE INDEX ix_meetings_superseding ON meetings (application_id) WHERE supersedes IS NOT NULL;
CREATE TABLE notices (
	id SERIAL NOT NULL,
	key VARCHAR(160) NOT NULL,
	event VARCHAR(160) NOT NULL,
	firm_id INTEGER NOT NULL,
	contract_id INTEGER,
	application_id INTEGER,
	case_id INTEGER,
	binding_id INTEGER,
	channel VARCHAR(16) NOT NULL,
	text TEXT NOT NULL,
	made_at BIGINT NOT NULL,
	state VARCHAR(32) NOT NULL,
	state_at BIGINT NOT NULL,
	handed_over_at BIGINT,
	seen_at BIGINT,
	reason VARCHAR(200),
	way VARCHAR(32),
	receipt VARCHAR(64),
	phoned_at BIGINT,
	CONSTRAINT pk_notices PRIMARY KEY (id),
	CONSTRAINT uq_notices_key UNIQUE (key),
	CONSTRAINT fk_notices_firm_id_firms FOREIGN KEY(firm_id) REFERENCES firms (id),
	CONSTRAINT fk_notices_contract_id_contracts FOREIGN KEY(contract_id) REFERENCES contracts (id),
	CONSTRAINT fk_notices_application_id_applications FOREIGN KEY(application_id) REFERENCES applications (id),
	CONSTRAINT fk_notices_case_id_return_cases FOREIGN KEY(case_id) REFERENCES return_cases (id),
	CONSTRAINT fk_notices_binding_id_bindings FOREIGN KEY(binding_id) REFERENCES bindings (id)
);
CREATE INDEX ix_notices_application_id_id ON notices (application_id, id);
CREATE INDEX ix_notices_binding_id_state ON notices (binding_id, state);
CREATE INDEX ix_notices_contract_id_id ON notices (contract_id, id);
CREATE INDEX ix_notices_firm_id_event ON notices (firm_id, event);
CREATE INDEX ix_notices_firm_id_id ON notices (firm_id, id);
CREATE INDEX ix_notices_receipt ON notices (receipt);
CREATE INDEX ix_notices_state_made_at ON notices (state, made_at);
CREATE TABLE nudges (
	id SERIAL NOT NULL,
	application_id INTEGER NOT NULL,
	at BIGINT NOT NULL,
	actor VARCHAR(64) NOT NULL,
	CONSTRAINT pk_nudges PRIMARY KEY (id),
	CONSTRAINT fk_nudges_application_id_applications FOREIGN KEY(application_id) REFERENCES applications (id)
);
CREATE INDEX ix_nudges_application_id ON nudges (application_id);
CREATE TABLE overpaid_settlements (
	id SERIAL NOT NULL,
	application_id INTEGER NOT NULL,
	amount BIGINT NOT NULL,
	source VARCHAR(32) NOT NULL,
	budget_year INTEGER NOT NULL,
	voucher VARCHAR(64) NOT NULL,
	returned_on DATE NOT NULL,
	document VARCHAR(255) NOT NULL,
	recorded_by INTEGER NOT NULL,
	recorded_at BIGINT NOT NULL,
	CONSTRAINT pk_overpaid_settlements PRIMARY KEY (id),
	CONSTRAINT fk_overpaid_settlements_application_id_applications FOREIGN KEY(application_id) REFERENCES applications (id),
	CONSTRAINT uq_overpaid_settlements_voucher UNIQUE (voucher),
	CONSTRAINT fk_overpaid_settlements_recorded_by_staff FOREIGN KEY(recorded_by) REFERENCES staff (id)
);
CREATE INDEX ix_overpaid_settlements_application_id ON overpaid_settlements (application_id);
CREATE TABLE payments (
	id SERIAL NOT NULL,
	application_id INTEGER NOT NULL,
	amount BIGINT NOT NULL,
	source VARCHAR(32) NOT NULL,
	quota VARCHAR(255) NOT NULL,
	quota_id INTEGER,
	voucher VARCHAR(64) NOT NULL,
	payee_name VARCHAR(255) NOT NULL,
	paid_on DATE NOT NULL,
	reverses INTEGER,
	reason TEXT NOT NULL,
	recorded_by INTEGER NOT NULL,
	recorded_at BIGINT NOT NULL,
	CONSTRAINT pk_payments PRIMARY KEY (id),
	CONSTRAINT fk_payments_application_id_applications FOREIGN KEY(application_id) REFERENCES applications (id),
	CONSTRAINT uq_payments_voucher UNIQUE (voucher),
	CONSTRAINT uq_payments_reverses UNIQUE (reverses),
	CONSTRAINT fk_payments_reverses_payments FOREIGN KEY(reverses) REFERENCES payments (id),
	CONSTRAINT fk_payments_recorded_by_staff FOREIGN KEY(recorded_by) REFERENCES staff (id)
);
CREATE INDEX ix_payments_application_id ON payments (application_id);
CREATE INDEX ix_payments_quota_id ON payments (quota_id);
CREATE TABLE rechecks (
	id SERIAL NOT NULL,
	evaluation_id INTEGER NOT NULL,
	accepted BOOLEAN NOT NULL,
	organ VARCHAR(255) NOT NULL,
	document VARCHAR(255) NOT NULL,
	checked_on DATE NOT NULL,
	recorded_by INTEGER NOT NULL,
	recorded_at BIGINT NOT NULL,
	CONSTRAINT pk_rechecks PRIMARY KEY (id),
	CONSTRAINT fk_rechecks_evaluation_id_evaluations FOREIGN KEY(evaluation_id) REFERENCES evaluations (id),
	CONSTRAINT fk_rechecks_recorded_by_staff FOREIGN KEY(recorded_by) REFERENCES staff (id)
);
CREATE INDEX ix_rechecks_evaluation_id ON rechecks (evaluation_id);
CREATE TABLE refunds (
	id SERIAL NOT NULL,
	case_id INTEGER NOT NULL,
	amount BIGINT NOT NULL,
	voucher VARCHAR(64) NOT NULL,
	refunded_on DATE NOT NULL,
	reason TEXT NOT NULL,
	recorded_by INTEGER NOT NULL,
	recorded_at BIGINT NOT NULL,
	CONSTRAINT pk_refunds PRIMARY KEY (id),
	CONSTRAINT fk_refunds_case_id_return_cases FOREIGN KEY(case_id) REFERENCES return_cases (id),
	CONSTRAINT uq_refunds_voucher UNIQUE (voucher),
	CONSTRAINT fk_refunds_recorded_by_staff FOREIGN KEY(recorded_by) REFERENCES staff (id)
);
CREATE INDEX ix_refunds_case_id ON refunds (case_id);
CREATE TABLE returned_money (
	id SERIAL NOT NULL,
	case_id INTEGER NOT NULL,
	amount BIGINT NOT NULL,
	voucher VARCHAR(64) NOT NULL,
	returned_on DATE NOT NULL,
	surplus BIGINT,
	source VARCHAR(32),
	budget_year INTEGER,
	recorded_by INTEGER NOT NULL,
	recorded_at BIGINT NOT NULL,
	CONSTRAINT pk_returned_money PRIMARY KEY (id),
	CONSTRAINT fk_returned_money_case_id_return_cases FOREIGN KEY(case_id) REFERENCES return_cases (id),
	CONSTRAINT uq_returned_money_voucher UNIQUE (voucher),
	CONSTRAINT fk_returned_money_recorded_by_staff FOREIGN KEY(recorded_by) REFERENCES staff (id)
);
CREATE INDEX ix_returned_money_case_id ON returned_money (case_id);
CREATE TABLE thread_orders (
	id SERIAL NOT NULL,
	thread_id INTEGER NOT NULL,
	channel VARCHAR(16) NOT NULL,
	address VARCHAR(255) NOT NULL,
	step VARCHAR(32) NOT NULL,
	message_id INTEGER,
	ordered_at BIGINT NOT NULL,
	done_at BIGINT,
	CONSTRAINT pk_thread_orders PRIMARY KEY (id),
	CONSTRAINT fk_thread_orders_thread_id_threads FOREIGN KEY(thread_id) REFERENCES threads (id),
	CONSTRAINT fk_thread_orders_message_id_thread_messages FOREIGN KEY(message_id) REFERENCES thread_messages (id)
);
CREATE INDEX ix_thread_orders_channel_address ON thread_orders (channel, address);
CREATE INDEX ix_thread_orders_done_at_id ON thread_orders (done_at, id);
CREATE INDEX ix_thread_orders_thread_id ON thread_orders (thread_id);
CREATE TABLE materials (
	id SERIAL NOT NULL,
	draft_id INTEGER,
	application_id INTEGER,
	paper_id INTEGER,
	contract_id INTEGER,
	firm_id INTEGER NOT NULL,
	item VARCHAR(64) NOT NULL,
	name VARCHAR(255) NOT NULL,
	media_type VARCHAR(100) NOT NULL,
	size INTEGER NOT NULL,
	sha256 VARCHAR(64) NOT NULL,
	path VARCHAR(255) NOT NULL,
	copy VARCHAR(255),
	invoice VARCHAR(32),
	received_at BIGINT NOT NULL,
	received_by VARCHAR(64) NOT NULL,
	CONSTRAINT pk_materials PRIMARY KEY (id),
	CONSTRAINT fk_materials_draft_id_drafts FOREIGN KEY(draft_id) REFERENCES drafts (id),
	CONSTRAINT fk_materials_application_id_applications FOREIGN KEY(application_id) REFERENCES applications (id),
	CONSTRAINT fk_materials_paper_id_incoming_papers FOREIGN KEY(paper_id) REFERENCES incoming_papers (id),
	CONSTRAINT fk_materials_contract_id_contracts FOREIGN KEY(contract_id) REFERENCES contracts (id),
	CONSTRAINT fk_materials_firm_id_firms FOREIGN KEY(firm_id) REFERENCES firms (id)
);
CREATE INDEX ix_materials_application_id ON materials (application_id);
CREATE INDEX ix_materials_contract_id ON materials (contract_id);
CREATE INDEX ix_materials_draft_id ON materials (draft_id);
CREATE INDEX ix_materials_invoice ON materials (invoice);
CREATE INDEX ix_materials_paper_id ON materials (paper_id);
CREATE INDEX ix_materials_sha256 ON materials (sha256);
CREATE TABLE paper_entries (
	id SERIAL NOT NULL,
	application_id INTEGER NOT NULL,
	paper_id INTEGER NOT NULL,
	kind VARCHAR(32) NOT NULL,
	state VARCHAR(32) NOT NULL,
	fields TEXT NOT NULL,
	entered_by INTEGER NOT NULL,
	entered_at BIGINT NOT NULL,
	checked_by INTEGER,
	checked_at BIGINT,
	reason TEXT NOT NULL,
	CONSTRAINT pk_paper_entries PRIMARY KEY (id),
	CONSTRAINT fk_paper_entries_application_id_applications FOREIGN KEY(application_id) REFERENCES applications (id),
	CONSTRAINT fk_paper_entries_paper_id_incoming_papers FOREIGN KEY(paper_id) REFERENCES incoming_papers (id),
	CONSTRAINT fk_paper_entries_entered_by_staff FOREIGN KEY(entered_by) REFERENCES staff (id),
	CONSTRAINT fk_paper_entries_checked_by_staff FOREIGN KEY(checked_by) REFERENCES staff (id)
);
CREATE INDEX ix_paper_entries_application_id ON paper_entries (application_id);
CREATE INDEX ix_paper_entries_paper_id ON paper_entries (paper_id);
CREATE TABLE phone_tellings (
	id SERIAL NOT NULL,
	notice_id INTEGER NOT NULL,
	firm_id INTEGER NOT NULL,
	told_on DATE NOT NULL,
	spoke_with VARCHAR(255) NOT NULL,
	phone VARCHAR(255) NOT NULL,
	told_by INTEGER NOT NULL,
	recorded_at BIGINT NOT NULL,
	CONSTRAINT pk_phone_tellings PRIMARY KEY (id),
	CONSTRAINT fk_phone_tellings_notice_id_notices FOREIGN KEY(notice_id) REFERENCES notices (id),
	CONSTRAINT fk_phone_tellings_firm_id_firms FOREIGN KEY(firm_id) REFERENCES firms (id),
	CONSTRAINT fk_phone_tellings_told_by_staff FOREIGN KEY(told_by) REFERENCES staff (id)
);
CREATE INDEX ix_phone_tellings_notice_id ON phone_tellings (notice_id);
CREATE TABLE services (
	id SERIAL NOT NULL,
	contract_id INTEGER NOT NULL,
	application_id INTEGER,
	case_id INTEGER,
	oversight_id INTEGER,
	way VARCHAR(32) NOT NULL,
	served_on DATE NOT NULL,
	signer VARCHAR(255) NOT NULL,
	due_on DATE,
	paper_id INTEGER NOT NULL,
	recorded_by INTEGER NOT NULL,
	recorded_at BIGINT NOT NULL,
	CONSTRAINT pk_services PRIMARY KEY (id),
	CONSTRAINT fk_services_contract_id_contracts FOREIGN KEY(contract_id) REFERENCES contracts (id),
	CONSTRAINT fk_services_application_id_applications FOREIGN KEY(application_id) REFERENCES applications (id),
	CONSTRAINT fk_services_case_id_return_cases FOREIGN KEY(case_id) REFERENCES return_cases (id),
	CONSTRAINT fk_services_oversight_id_oversights FOREIGN KEY(oversight_id) REFERENCES oversights (id),
	CONSTRAINT fk_services_paper_id_incoming_papers FOREIGN KEY(paper_id) REFERENCES incoming_papers (id),
	CONSTRAINT fk_services_recorded_by_staff FOREIGN KEY(recorded_by) REFERENCES staff (id)
);
CREATE INDEX ix_services_application_id ON services (application_id);
CREATE INDEX ix_services_case_id ON services (case_id);
CREATE INDEX ix_services_contract_id ON services (contract_id);
CREATE INDEX ix_services_oversight_id ON services (oversight_id);
CREATE TABLE sign_offs (
	id SERIAL NOT NULL,
	application_id INTEGER NOT NULL,
	purpose VARCHAR(32) NOT NULL,
	signer VARCHAR(255) NOT NULL,
	signed_on DATE NOT NULL,
	agreed BOOLEAN NOT NULL,
	opinion TEXT NOT NULL,
	paper_id INTEGER NOT NULL,
	recorded_by INTEGER NOT NULL,
	recorded_at BIGINT NOT NULL,
	CONSTRAINT pk_sign_offs PRIMARY KEY (id),
	CONSTRAINT fk_sign_offs_application_id_applications FOREIGN KEY(application_id) REFERENCES applications (id),
	CONSTRAINT fk_sign_offs_paper_id_incoming_papers FOREIGN KEY(paper_id) REFERENCES incoming_papers (id),
	CONSTRAINT fk_sign_offs_recorded_by_staff FOREIGN KEY(recorded_by) REFERENCES staff (id)
);
CREATE INDEX ix_sign_offs_application_id ON sign_offs (application_id);
CREATE TABLE contract_materials (
	id SERIAL NOT NULL,
	contract_id INTEGER NOT NULL,
	material_id INTEGER NOT NULL,
	folder VARCHAR(32) NOT NULL,
	item VARCHAR(255) NOT NULL,
	title VARCHAR(255) NOT NULL,
	author VARCHAR(255) NOT NULL,
	document VARCHAR(255) NOT NULL,
	dated_on DATE,
	added_by INTEGER NOT NULL,
	added_at BIGINT NOT NULL,
	removed_by INTEGER,
	removed_at BIGINT,
	reason TEXT NOT NULL,
	CONSTRAINT pk_contract_materials PRIMARY KEY (id),
	CONSTRAINT fk_contract_materials_contract_id_contracts FOREIGN KEY(contract_id) REFERENCES contracts (id),
	CONSTRAINT fk_contract_materials_material_id_materials FOREIGN KEY(material_id) REFERENCES materials (id),
	CONSTRAINT fk_contract_materials_added_by_staff FOREIGN KEY(added_by) REFERENCES staff (id),
	CONSTRAINT fk_contract_materials_removed_by_staff FOREIGN KEY(removed_by) REFERENCES staff (id)
);
CREATE INDEX ix_contract_materials_contract_id ON contract_materials (contract_id);
CREATE INDEX ix_contract_materials_material_id ON contract_materials (material_id);
CREATE TABLE material_checks (
	id SERIAL NOT NULL,
	material_id INTEGER NOT NULL,
	checked_by INTEGER NOT NULL,
	checked_at BIGINT NOT NULL,
	revoked_by INTEGER,
	revoked_at BIGINT,
	reason TEXT NOT NULL,
	CONSTRAINT pk_material_checks PRIMARY KEY (id),
	CONSTRAINT fk_material_checks_material_id_materials FOREIGN KEY(material_id) REFERENCES materials (id),
	CONSTRAINT fk_material_checks_checked_by_staff FOREIGN KEY(checked_by) REFERENCES staff (id),
	CONSTRAINT fk_material_checks_revoked_by_staff FOREIGN KEY(revoked_by) REFERENCES staff (id)
);
CREATE INDEX ix_material_checks_material_id ON material_checks (material_id);
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL,
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
