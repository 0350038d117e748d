package io.slipway.placement;

import org.springframework.data.jpa.repository.JpaRepository;

interface StoredSettingsRepository extends JpaRepository<StoredSettings, Integer> {}
